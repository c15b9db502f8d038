import type { OptionalColumn } from '../../market/bars.ts'
import { integer, type Random } from '../../random.ts'
import type { Expression } from './expression.ts'
import { grow } from './grow.ts'
import type { FormulaRules } from './rules.ts'

/** Levels of a drawn rule: a comparison of columns at the least, and room for two of indicators at the most. */
const levels = { least: 2, most: 5 } as const
/** Shares of drawn rules that go short, and that have an end of their own. */
const goesShort = 0.7
const goesFlat = 0.3

/** Rules at random. @param known optional columns that the market has: no other is read */
export const drawRules = (chance: Random, known: readonly OptionalColumn[] = []): FormulaRules => ({
  long: drawRule(chance, known),
  ...(chance() < goesShort && { short: drawRule(chance, known) }),
  ...(chance() < goesFlat && { flat: drawRule(chance, known) }),
})

/** One expression that is true or false. */
export const drawRule = (chance: Random, known: readonly OptionalColumn[]): Expression =>
  grow('boolean', integer(chance, levels.least, levels.most), chance, known)

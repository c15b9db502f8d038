import type { OptionalColumn } from '../../market/bars.ts'
import { integer, type Random } from '../../random.ts'
import type { Expression } from './expression.ts'
import { grow } from './grow.ts'
import type { FormulaRules } from './rules.ts'

/** Depth of a random rule: from a comparison of two columns up to a comparison of two indicators. */
const levels = { least: 2, most: 5 } as const
/** Shares of random rule sets with a short rule, and with a flat rule of their own. */
const goesShort = 0.7
const goesFlat = 0.3

/** Random rules. @param known optional columns that the market has; no other is used */
export const drawRules = (chance: Random, known: readonly OptionalColumn[] = []): FormulaRules => ({
  long: drawRule(chance, known),
  ...(chance() < goesShort && { short: drawRule(chance, known) }),
  ...(chance() < goesFlat && { flat: drawRule(chance, known) }),
})

/** One random boolean expression. */
export const drawRule = (chance: Random, known: readonly OptionalColumn[]): Expression =>
  grow('boolean', integer(chance, levels.least, levels.most), chance, known)

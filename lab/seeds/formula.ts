import { eventsOf } from './formula/events.ts'
import { type FormulaRules, rulesWarmup } from './formula/rules.ts'
import { latest } from './latest.ts'
import { int, type SeedContext, seed } from './seed.ts'

/**
 * A seed whose trading rules are written as formulas in the strategy file. The README of the formula folder describes
 * the language.
 */
export const formula = seed({
  name: 'formula',
  idea: 'Follow written rules, and hold each event for a number of bars.',
  requires: 'formula',
  genes: {
    /** Bars that a position is held after its rule was last true. With 1, the position follows the rule bar by bar. */
    hold: int(1, 240),
  },
  warmup: ({ hold }, context) => rulesWarmup(rulesOf(context)) + hold + 1,
  exposure: (bars, { hold }, indicators, context) => latest(eventsOf(rulesOf(context), bars, indicators), hold),
})

function rulesOf(context: SeedContext | undefined): FormulaRules {
  if (!context?.rules) throw new RangeError('formula: found no rules, expected at least `long`')
  return context.rules
}

import { eventsOf } from './formula/events.ts'
import { type FormulaRules, rulesWarmup } from './formula/rules.ts'
import { latest } from './latest.ts'
import { int, type SeedContext, seed } from './seed.ts'

/** A strategy whose structure is given with it: see the README beside its language. */
export const formula = seed({
  name: 'formula',
  idea: 'Do what a written rule says, and remember it for as long as it is told.',
  requires: 'formula',
  genes: {
    /** Bars that an event is held; with 1 the rule is a state, true or not at each bar. */
    hold: int(1, 240),
  },
  warmup: ({ hold }, context) => rulesWarmup(rulesOf(context)) + hold + 1,
  exposure: (bars, { hold }, indicators, context) => latest(eventsOf(rulesOf(context), bars, indicators), hold),
})

function rulesOf(context: SeedContext | undefined): FormulaRules {
  if (!context?.rules) throw new RangeError('formula: found no rules, expected at least `long`')
  return context.rules
}

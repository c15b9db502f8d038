import type { Fraction, Usd } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

/** The strategy opens nothing more on a UTC day on which equity has fallen by more than `maxDailyLoss`. */
export const dailyLoss: Rule<{ readonly rule: 'dailyLoss'; readonly loss: Fraction; readonly max: Fraction }> = {
  refuse(_, { equity, dayStartEquity }, { maxDailyLoss: max }) {
    const loss = 1 - equity / dayStartEquity
    return loss <= max ? undefined : { rule: 'dailyLoss', loss, max }
  },
  edge: { inside: fallenTo(7_500), past: fallenTo(7_499.99) },
}

/** The day began with 10,000 USD and the limit is a quarter of it. */
function fallenTo(equity: Usd) {
  return { situation: { equity, dayStartEquity: 10_000 }, limits: { maxDailyLoss: 0.25 } }
}

import type { Fraction, Usd } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

/** Nothing more is opened on a day (UTC) that has lost as much as a day may. */
export const dailyLoss: Rule<{ readonly rule: 'dailyLoss'; readonly loss: Fraction; readonly max: Fraction }> = {
  refuse(_, { equity, dayStartEquity }, { maxDailyLoss: max }) {
    const loss = 1 - equity / dayStartEquity
    return loss <= max ? undefined : { rule: 'dailyLoss', loss, max }
  },
  edge: { inside: fallenTo(7_500), past: fallenTo(7_499.99) },
}

/** A quarter of 10,000 USD is the limit. */
function fallenTo(equity: Usd) {
  return { situation: { equity, dayStartEquity: 10_000 }, limits: { maxDailyLoss: 0.25 } }
}

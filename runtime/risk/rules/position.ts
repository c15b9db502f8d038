import type { Usd } from '../../../lab/market/units.ts'
import { notionalAfter } from './notional-after.ts'
import type { Rule } from './rule.ts'

/** One symbol's position after the order and all live orders is limited to `maxPosition` times equity. */
export const position: Rule<{ readonly rule: 'position'; readonly usd: Usd; readonly maxUsd: Usd }> = {
  refuse(intent, now, { maxPosition }) {
    const usd = notionalAfter(intent, now)
    const maxUsd = maxPosition * now.equity
    return usd <= maxUsd ? undefined : { rule: 'position', usd, maxUsd }
  },
  edge: { inside: grownBy(5), past: grownBy(5.001) },
}

/** Buys `size` BTC at 100 USD; 3 are held and 2 more ordered. The limit is a tenth of the equity: 10 BTC. */
function grownBy(size: number) {
  return {
    intent: { size },
    situation: {
      account: { cash: 10_000, positions: new Map([['BTC', { size: 3, entryPrice: 100 }]]) },
      equity: 10_000,
      marks: new Map([['BTC', 100]]),
      pending: new Map([['BTC', 2]]),
    },
    limits: { maxPosition: 0.1 },
  }
}

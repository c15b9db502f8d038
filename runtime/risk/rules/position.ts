import type { Usd } from '../../../lab/market/units.ts'
import { notionalAfter } from './notional-after.ts'
import type { Rule } from './rule.ts'

/**
 * Limits the position in each symbol to `maxPosition` times equity. The position counted is the one after the new order,
 * with or without the open orders of the symbol filled, whichever is larger.
 */
export const position: Rule<{ readonly rule: 'position'; readonly usd: Usd; readonly maxUsd: Usd }> = {
  refuse(intent, now, { maxPosition }) {
    const usd = notionalAfter(intent, now)
    const maxUsd = maxPosition * now.equity
    return usd <= maxUsd ? undefined : { rule: 'position', usd, maxUsd }
  },
  edge: { inside: grownBy(5), past: grownBy(5.001) },
}

/**
 * A test case: an order for `size` BTC at 100 USD, with 3 BTC held and 2 BTC in open orders. The limit is a tenth of
 * the equity of 10,000 USD, that is 10 BTC.
 */
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

import type { Usd } from '../../../lab/market/units.ts'
import { notionalAfter } from './notional-after.ts'
import type { Rule } from './rule.ts'

/** One symbol's position after the order: what is held, what is on its way, and what is asked for. */
export const position: Rule<{ readonly rule: 'position'; readonly usd: Usd; readonly maxUsd: Usd }> = {
  refuse(intent, now, { maxPosition }) {
    const usd = notionalAfter(intent, now)
    const maxUsd = maxPosition * now.equity
    return usd <= maxUsd ? undefined : { rule: 'position', usd, maxUsd }
  },
  edge: { inside: grownBy(5), past: grownBy(5.001) },
}

/** 3 BTC held, 2 on their way and `size` more, at 100 USD; 10 of them are a tenth of the equity. */
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

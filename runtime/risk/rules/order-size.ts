import type { Price, Usd } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

/** Limits the notional of a single order to `maxOrderUsd`, so that an order of a wrong size costs little. */
export const orderSize: Rule<{ readonly rule: 'orderSize'; readonly usd: Usd; readonly maxUsd: Usd }> = {
  refuse({ symbol, size }, { marks }, { maxOrderUsd: maxUsd }) {
    const usd = Math.abs(size) * (marks.get(symbol) as Price)
    return usd <= maxUsd ? undefined : { rule: 'orderSize', usd, maxUsd }
  },
  edge: { inside: sold(2), past: sold(2.001) },
}

function sold(size: number) {
  return {
    intent: { size: -size },
    situation: { marks: new Map([['BTC', 100]]) },
    limits: { maxOrderUsd: 200 },
  }
}

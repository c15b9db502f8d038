import type { Usd } from '../../../lab/market/units.ts'
import { notionalAfter } from './notional-after.ts'
import type { Rule } from './rule.ts'

/** The sum of all position notionals after the order is limited to `maxGross` times equity. Live orders of other symbols count too. */
export const gross: Rule<{ readonly rule: 'gross'; readonly usd: Usd; readonly maxUsd: Usd }> = {
  refuse(intent, now, { maxGross }) {
    let usd = notionalAfter(intent, now)
    for (const symbol of new Set([...now.account.positions.keys(), ...now.pending.keys()])) {
      if (symbol !== intent.symbol) usd += notionalAfter({ symbol, size: 0 }, now)
    }
    const maxUsd = maxGross * now.equity
    return usd <= maxUsd ? undefined : { rule: 'gross', usd, maxUsd }
  },
  edge: { inside: grownBy(5), past: grownBy(5.001) },
}

/** Buys `size` BTC at 100 USD; 6 ETH are held and 4 more ordered at 50 USD. The limit is a tenth of the equity: 1,000 USD. */
function grownBy(size: number) {
  return {
    intent: { size },
    situation: {
      account: { cash: 10_000, positions: new Map([['ETH', { size: 6, entryPrice: 50 }]]) },
      equity: 10_000,
      marks: new Map([
        ['BTC', 100],
        ['ETH', 50],
      ]),
      pending: new Map([['ETH', 4]]),
    },
    limits: { maxGross: 0.1 },
  }
}

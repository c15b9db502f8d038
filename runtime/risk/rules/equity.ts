import type { Usd } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

/**
 * Refuses orders that open a position while equity is above the strategy's tested capacity. Beyond it, the strategy's
 * own orders would move the market.
 */
export const equityCap: Rule<{ readonly rule: 'equity'; readonly usd: Usd; readonly maxUsd: Usd }> = {
  refuse: (_, { equity }, { maxEquityUsd: maxUsd }) =>
    maxUsd === undefined || equity <= maxUsd ? undefined : { rule: 'equity', usd: equity, maxUsd },
  edge: {
    inside: { situation: { equity: 9_000 }, limits: { maxEquityUsd: 9_000 } },
    past: { situation: { equity: 9_000.01 }, limits: { maxEquityUsd: 9_000 } },
  },
}

import type { Exits, RiskLimits, Sizing } from './strategy.ts'

/** Default sizing: 5 % of equity per symbol, the largest share that is considered safe in crypto, with ample margin. */
export const defaultSizing: Sizing = { fraction: 0.05, leverage: 3, rebalance: 0.25 }

/** Default exits: a stop at 6 %, a trailing stop at 10 %, and no target. */
export const defaultExits: Exits = { stop: 0.06, trailing: 0.1 }

/** Default risk limits. They do not restrict a strategy that trades as it was judged, but stop a faulty strategy. */
export const defaultRisk: RiskLimits = {
  maxPosition: 1,
  maxGross: 2,
  maxOrderUsd: 1_000_000,
  maxOrdersPerDay: 500,
  maxDrawdown: 0.4,
  maxDailyLoss: 0.15,
  maxPriceAge: 2,
}

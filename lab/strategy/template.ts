import type { Exits, RiskLimits, Sizing } from './strategy.ts'

/** The usual sizing: 5 % of equity per symbol, the largest share that is considered safe in crypto markets, with ample margin. */
export const defaultSizing: Sizing = { fraction: 0.05, leverage: 3, rebalance: 0.25 }

/** The usual exits: a stop and a trailing stop, no target. */
export const defaultExits: Exits = { stop: 0.06, trailing: 0.1 }

/** Limits that do not interfere with a strategy as judged, but stop one that goes wrong. */
export const defaultRisk: RiskLimits = {
  maxPosition: 1,
  maxGross: 2,
  maxOrderUsd: 1_000_000,
  maxOrdersPerDay: 500,
  maxDrawdown: 0.4,
  maxDailyLoss: 0.15,
  maxPriceAge: 2,
}

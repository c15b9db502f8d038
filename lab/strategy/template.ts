import type { Exits, RiskLimits, Sizing } from './strategy.ts'

/** The usual sizing: at most a twentieth of the equity in one symbol, at a leverage that leaves room. */
export const defaultSizing: Sizing = { fraction: 0.05, leverage: 3, rebalance: 0.25 }

/** The usual exits: a stop and a trailing stop, no target. */
export const defaultExits: Exits = { stop: 0.06, trailing: 0.1 }

/** Wide enough not to meddle with what was judged, narrow enough to end what has gone wrong. */
export const defaultRisk: RiskLimits = {
  maxPosition: 1,
  maxGross: 2,
  maxOrderUsd: 1_000_000,
  maxOrdersPerDay: 500,
  maxDrawdown: 0.4,
  maxDailyLoss: 0.15,
  maxPriceAge: 2,
}

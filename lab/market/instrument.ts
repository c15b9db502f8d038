import type { PriceGrid } from './rounding.ts'
import type { Usd } from './units.ts'

/** From this position notional upwards, leverage is capped at `maxLeverage`. */
export interface LeverageTier {
  readonly from: Usd
  readonly maxLeverage: number
}

/** A venue's trading rules for one symbol. */
export interface Instrument {
  readonly symbol: string
  readonly price: PriceGrid
  /** Sizes are multiples of 10^−sizeDecimals base units: the lot. */
  readonly sizeDecimals: number
  /** The venue refuses smaller orders, except those that close a whole position. */
  readonly minNotional: Usd
  /** Ascending by `from`, the first from 0. */
  readonly tiers: readonly LeverageTier[]
  /** Whether longs and shorts pay each other funding every hour. */
  readonly funding: 'hourly' | 'none'
}

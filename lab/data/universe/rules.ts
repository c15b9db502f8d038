/** All numbers that decide the universe. Shares and scores are fractions of 1, times are in days, money is in USD. */
export interface UniverseRules {
  /** Maximum number of assets in the universe. */
  readonly size: number
  /** Minimum number of days since the first bar with volume. */
  readonly minAgeDays: number
  /**
   * Maximum number of days since the last bar with volume. Longer silence means a delisting that the venue did not
   * announce.
   */
  readonly maxSilentDays: number
  /** Minimum of the median daily volume over 30 days. */
  readonly minVolumeUsd: number
  /** Maximum share of bars missing over the last 30 days. */
  readonly maxMissingShare: number
  /** Minimum of the leverage that the venue allows. 0: an asset of unknown leverage passes too. */
  readonly minLeverage: number
  /** Minimum depth of the bid side; checked only where books are recorded. */
  readonly minBidDepthUsd: number
  /** Minimum liquidity score, 0 to 1. */
  readonly minLiquidity: number
  /** Minimum score of the volatility band, 0 to 1. */
  readonly minBand: number

  /** Levels of the book that count as depth: the best five, or those within 10 or 25 basis points. */
  readonly depth: 'top5' | 'within10Bps' | 'within25Bps'
  /** Depth of each side that gives a depth score of 1. */
  readonly fullDepthUsd: number
  /** Spread, as a fraction of the mid price, at which the spread score is 0. */
  readonly zeroSpread: number
  /** Daily volume at which the volume score is 0. The score is logarithmic between this volume and `fullVolumeUsd`. */
  readonly zeroVolumeUsd: number
  /** Daily volume at which the volume score is 1. */
  readonly fullVolumeUsd: number
  /**
   * Daily volatilities that shape the band score. The score is 1 at `ideal` and falls towards the edges `low` and
   * `high`. It reaches 0 at a volatility of 0 and at `zero`.
   */
  readonly band: { readonly low: number; readonly ideal: number; readonly high: number; readonly zero: number }

  /** Weights of the parts of each score; the weights of one score add up to 1. */
  readonly weights: {
    readonly liquidity: { readonly depth: number; readonly spread: number; readonly balance: number }
    readonly volatility: { readonly band: number; readonly stability: number }
    readonly composite: { readonly liquidity: number; readonly volatility: number }
    readonly pick: { readonly composite: number; readonly diversity: number }
  }
  /** Absolute correlation at which the diversity score is 0. */
  readonly zeroDiversity: number
}

/** The usual rules of the universe. */
export const defaultRules: UniverseRules = {
  size: 25,
  // The other facts also need 30 days.
  minAgeDays: 30,
  maxSilentDays: 1,
  // An order of the full depth, 50,000 USD, is then at most 1 % of the daily volume.
  minVolumeUsd: 5e6,
  maxMissingShare: 0.02,
  minLeverage: 3,
  minBidDepthUsd: 1_000,
  minLiquidity: 0.3,
  minBand: 0.2,
  depth: 'top5',
  fullDepthUsd: 50_000,
  zeroSpread: 0.002,
  zeroVolumeUsd: 1e6,
  fullVolumeUsd: 1e8,
  band: { low: 0.015, ideal: 0.04, high: 0.12, zero: 0.22 },
  weights: {
    liquidity: { depth: 0.5, spread: 0.3, balance: 0.2 },
    volatility: { band: 0.7, stability: 0.3 },
    composite: { liquidity: 0.6, volatility: 0.4 },
    pick: { composite: 0.6, diversity: 0.4 },
  },
  zeroDiversity: 0.75,
}

/** Every number that decides over the universe. Shares and scores are fractions of 1, times are days, money is USD. */
export interface UniverseRules {
  /** At most so many are chosen. */
  readonly size: number
  readonly minAgeDays: number
  /** Since the last bar with volume: a death that the venue did not announce. */
  readonly maxSilentDays: number
  /** Median of 30 days. */
  readonly minVolumeUsd: number
  readonly maxMissingShare: number
  /** 0: an asset whose leverage nobody knows passes as well. */
  readonly minLeverage: number
  /** Resting on the bid side, where books are recorded. */
  readonly minBidDepthUsd: number
  /** Of the scores between 0 and 1. */
  readonly minLiquidity: number
  readonly minBand: number

  /** Which levels of the book count. */
  readonly depth: 'top5' | 'within10Bps' | 'within25Bps'
  /** On either side, for a depth score of 1. */
  readonly fullDepthUsd: number
  /** Fraction of the mid at which the spread's score has fallen to 0. */
  readonly zeroSpread: number
  /** Where the logarithm of the volume starts to score, and where it scores 1. */
  readonly zeroVolumeUsd: number
  readonly fullVolumeUsd: number
  /** Of daily volatility: the score is 1 at the ideal, falls to the edges of the band, and on to 0 at 0 and at `zero`. */
  readonly band: { readonly low: number; readonly ideal: number; readonly high: number; readonly zero: number }

  /** Each line adds up to 1. */
  readonly weights: {
    readonly liquidity: { readonly depth: number; readonly spread: number; readonly balance: number }
    readonly volatility: { readonly band: number; readonly stability: number }
    readonly composite: { readonly liquidity: number; readonly volatility: number }
    readonly pick: { readonly composite: number; readonly diversity: number }
  }
  /** Size of correlation at which being different is worth nothing any more. */
  readonly zeroDiversity: number
}

/** The usual rules of the universe. */
export const defaultRules: UniverseRules = {
  size: 25,
  // As many days as every other fact is made of.
  minAgeDays: 30,
  maxSilentDays: 1,
  // An order of the full depth, 50,000 USD, is then at most a hundredth of the day's trade.
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

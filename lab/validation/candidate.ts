import type { Scored } from '../evolution/generation.ts'
import type { Segments } from '../evolution/plan.ts'
import type { TradedStrategy } from '../genome/strategy-of.ts'
import type { Bars } from '../market/bars.ts'
import type { Costs } from '../market/fees.ts'
import type { DurationMs } from '../market/units.ts'
import type { RiskLimits } from '../strategy/strategy.ts'
import type { MarketSetup } from './measuring/measurer.ts'
import type { Trials } from './trials.ts'

/** A strategy to be judged, with everything known about its origin. */
export interface Candidate extends MarketSetup {
  readonly name: string
  /** The strategy as it will trade: a learning seed has its frozen model. */
  readonly strategy: TradedStrategy
  /**
   * The strategy as it was evolved: a learning seed retrains as time goes on. Equal to `strategy` if nothing learns.
   */
  readonly bred: TradedStrategy
  readonly synthetic: boolean
  readonly interval: DurationMs
  readonly segments: Segments
  /** Assumed trading costs. */
  readonly costs: Costs
  readonly risk: RiskLimits
  /** The search that found it; absent if only the strategy file is known. */
  readonly search?: SearchRecord
  /** The other series of its venue; absent if unknown. */
  readonly listings?: readonly Listing[]
}

/** What the gates need to know about a search. */
export interface SearchRecord {
  /** Every distinct genome evaluated, in order. */
  readonly evaluated: readonly Scored[]
  readonly strategyOf: (one: Scored) => TradedStrategy
  /** The strategies with the best fitness in training, the candidate included. */
  readonly finalists: readonly TradedStrategy[]
  /** Daily returns of each finalist in validation. */
  readonly finalistsDaily: readonly Float64Array[]
  readonly trials: Trials
}

/** A listed series of the candidate's venue. */
export interface Listing {
  readonly symbol: string
  /** Open time of its first bar and close time of its last, epoch ms. */
  readonly first: number
  readonly last: number
  /** Median daily volume in USD over the 30 days from the start of training; absent without volume. */
  readonly volumeUsd?: number
}

/** The time range that may be used before the holdout is opened: training and validation. */
export const seen = ({ segments }: Pick<Candidate, 'segments'>) => ({
  from: segments.train.from,
  to: segments.validation.to,
})

/** Bars of the symbols that the strategy trades, in its order. @throws RangeError if a symbol has no bars */
export const universeOf = ({ strategy, market }: Pick<Candidate, 'strategy' | 'market'>): readonly Bars[] =>
  strategy.universe.map(symbol => {
    const bars = market.find(bars => bars.symbol === symbol)
    if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
    return bars
  })

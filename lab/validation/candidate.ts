import type { Scored } from '../evolution/generation.ts'
import type { Segments } from '../evolution/plan.ts'
import type { TradedStrategy } from '../genome/strategy-of.ts'
import type { Bars } from '../market/bars.ts'
import type { Costs } from '../market/fees.ts'
import type { DurationMs } from '../market/units.ts'
import type { RiskLimits } from '../strategy/strategy.ts'
import type { MarketSetup } from './measuring/measurer.ts'
import type { Trials } from './trials.ts'

/** Who is judged, and all that is known of where it comes from. */
export interface Candidate extends MarketSetup {
  readonly name: string
  /** As it trades: what learns has learned. */
  readonly strategy: TradedStrategy
  /** As it was bred: what learns walks forward. The same where nothing learns. */
  readonly bred: TradedStrategy
  readonly synthetic: boolean
  readonly interval: DurationMs
  readonly segments: Segments
  /** What trading is assumed to cost. */
  readonly costs: Costs
  readonly risk: RiskLimits
  /** How it was found; absent where only the file is known. */
  readonly search?: SearchRecord
  /** Its venue's other series; absent where nobody knows them. */
  readonly listings?: readonly Listing[]
}

/** A search, as far as the gates ask about it. */
export interface SearchRecord {
  /** Every distinct genome that was tried, in the order in which they were, as strategies. */
  readonly evaluated: readonly Scored[]
  readonly strategyOf: (one: Scored) => TradedStrategy
  /** The best of training, the candidate among them. */
  readonly finalists: readonly TradedStrategy[]
  /** Daily returns of each in validation. */
  readonly finalistsDaily: readonly Float64Array[]
  readonly trials: Trials
}

/** A series of the candidate's venue. */
export interface Listing {
  readonly symbol: string
  /** Epoch ms of its first bar, and of the end of its last. */
  readonly first: number
  readonly last: number
  /** Median USD traded in a day, over the thirty days from the start of training; absent where nothing was. */
  readonly volumeUsd?: number
}

/** The time that a candidate may be looked at in before the holdout is opened. */
export const seen = ({ segments }: Pick<Candidate, 'segments'>) => ({
  from: segments.train.from,
  to: segments.validation.to,
})

/** Bars of the symbols that it trades, in its order. @throws RangeError where one has none */
export const universeOf = ({ strategy, market }: Pick<Candidate, 'strategy' | 'market'>): readonly Bars[] =>
  strategy.universe.map(symbol => {
    const bars = market.find(bars => bars.symbol === symbol)
    if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
    return bars
  })

import { rollingSum } from '../../indicators/rolling-sum.ts'
import type { Bars, Column } from '../../market/bars.ts'
import { type AlignedReturns, alignReturns } from '../../regimes/aligned-returns.ts'
import type { FeatureView } from './feature.ts'
import { remembered } from './remembered.ts'

/** Returns of all symbols of a universe, joined on bar open time: each time at which any bar opens is a row. */
export interface MarketReturns {
  readonly openTime: Column
  /** One column per symbol, sorted by name so that sums do not depend on the order of the market. NaN where unknown. */
  readonly all: readonly Column[]
  /** Index of the view's own symbol. */
  readonly own: number
}

/** Log return of each symbol over one interval; NaN beside a missing bar. */
export const marketReturns = (view: FeatureView): MarketReturns => seenBy(view, steps)

/** Log return over the last 24 intervals, all of which must be known. */
export const marketReturns24 = (view: FeatureView): MarketReturns => seenBy(view, sums)

// Cached per market, not per view: all its symbols, and every genome evaluated on it, share the result.
const steps = remembered((market: readonly Bars[]) =>
  alignReturns(market.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))),
)

const sums = remembered((market: readonly Bars[]): AlignedReturns => {
  const aligned = steps(market)
  return { ...aligned, returns: aligned.returns.map(column => rollingSum(column, 24)) }
})

/** The market, with the view's own bars in place of any others of that symbol. */
const whole = remembered(({ bars, market }: FeatureView): readonly Bars[] =>
  market.includes(bars) ? market : [bars, ...market.filter(({ symbol }) => symbol !== bars.symbol)],
)

function seenBy(view: FeatureView, returnsOf: (market: readonly Bars[]) => AlignedReturns): MarketReturns {
  const { openTime, returns, symbols } = returnsOf(whole(view))
  return { openTime, all: returns, own: symbols.indexOf(view.bars.symbol) }
}

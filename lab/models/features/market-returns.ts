import { rollingSum } from '../../indicators/rolling-sum.ts'
import type { Bars, Column } from '../../market/bars.ts'
import { type AlignedReturns, alignReturns } from '../../regimes/aligned-returns.ts'
import type { FeatureView } from './feature.ts'
import { remembered } from './remembered.ts'

/** What the symbols of a universe did, joined on the time at which bars open: every time at which any of them opens is a row. */
export interface MarketReturns {
  readonly openTime: Column
  /** One column a symbol, in the order of their names: so sums do not depend on the order of the market. NaN where unknown. */
  readonly all: readonly Column[]
  /** Which of them is the view's own. */
  readonly own: number
}

/** Log return of each symbol over one interval; beside a missing bar there is none. */
export const marketReturns = (view: FeatureView): MarketReturns => seenBy(view, steps)

/** The same over the last 24 intervals, each of which must be known. */
export const marketReturns24 = (view: FeatureView): MarketReturns => seenBy(view, sums)

// Of the market, not of the view: all its symbols, and every genome that is tried on it, look at the same.
const steps = remembered((market: readonly Bars[]) =>
  alignReturns(market.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))),
)

const sums = remembered((market: readonly Bars[]): AlignedReturns => {
  const aligned = steps(market)
  return { ...aligned, returns: aligned.returns.map(column => rollingSum(column, 24)) }
})

/** The market with the view's own bars in it: only they are as the view knows them. */
const whole = remembered(({ bars, market }: FeatureView): readonly Bars[] =>
  market.includes(bars) ? market : [bars, ...market.filter(({ symbol }) => symbol !== bars.symbol)],
)

function seenBy(view: FeatureView, returnsOf: (market: readonly Bars[]) => AlignedReturns): MarketReturns {
  const { openTime, returns, symbols } = returnsOf(whole(view))
  return { openTime, all: returns, own: symbols.indexOf(view.bars.symbol) }
}

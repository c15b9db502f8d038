import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'

/** What there is to describe a bar by. */
export interface FeatureView {
  /** Whose rows the features are told for. */
  readonly bars: Bars
  /** Bars of every symbol of the universe, all of one interval, in any order. For the symbol of `bars`, `bars` themselves count. */
  readonly market: readonly Bars[]
}

export type FeatureFamily =
  | 'returns'
  | 'trend'
  | 'momentum'
  | 'volatility'
  | 'volume'
  | 'band'
  | 'calendar'
  | 'cross-section'

/** One column that a model may be trained on, as data: enough to compute it, to describe it, and to hold it to the laws of the set. */
export interface Feature {
  /** What a model file calls it. */
  readonly name: string
  readonly family: FeatureFamily
  /** For people, and for whoever computes it elsewhere: a bar's columns are open, high, low, close and volume. */
  readonly formula: string
  /** What its values are, with their bounds where it has any: `0…1`, `fraction`. */
  readonly unit: string
  /** Rows, its own included, that a value is made of; of one that fades, those after which a billionth of older ones is left. */
  readonly window: number
  /** The first defined row, where that is not `window − 1`. */
  readonly first?: number
  /** Older rows never wholly vanish. */
  readonly fades?: true
  /** Reads the other symbols of the universe too. */
  readonly needsMarket?: true
  /** As many rows as `view.bars`; row i is made of what had closed when its bar closed, NaN where it is not known. */
  compute(view: FeatureView, indicators: Indicators): Column
}

/** The first row in which a feature can be known. */
export const firstRow = ({ window, first = window - 1 }: Feature): number => first

import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'

/** Input of the features. */
export interface FeatureView {
  /** Bars of the symbol. A feature has one value per row of these bars. */
  readonly bars: Bars
  /**
   * Bars of every symbol of the universe, all of one interval, in any order. For the symbol's own bars, features use
   * `bars`.
   */
  readonly market: readonly Bars[]
}

/** Group of a feature, by what it measures. */
export type FeatureFamily =
  | 'returns'
  | 'trend'
  | 'momentum'
  | 'volatility'
  | 'volume'
  | 'band'
  | 'calendar'
  | 'cross-section'

/**
 * One input column of a model. Its description is data, so that common code computes, documents and tests all
 * features.
 */
export interface Feature {
  /** Name of the feature in model files. */
  readonly name: string
  readonly family: FeatureFamily
  /**
   * Formula as text, for people and for programs that compute the feature elsewhere. Its terms are the columns open,
   * high, low, close and volume, and the returns defined in the README.
   */
  readonly formula: string
  /** Unit of the values, with bounds where there are any: `0…1`, `fraction`. */
  readonly unit: string
  /**
   * Number of rows that a value depends on, its own row included. For a fading feature: number of rows after which the
   * weight of older rows has fallen to a billionth.
   */
  readonly window: number
  /** Index of the first defined row; absent: `window − 1`. */
  readonly first?: number
  /** Set if the weight of older rows never falls to 0, as in an exponential average. */
  readonly fades?: true
  /** Set if the feature reads the bars of other symbols. */
  readonly needsMarket?: true
  /**
   * Computes one value per row of `view.bars`. It uses only bars that had closed by the close of that row. Unknown
   * values are NaN.
   */
  compute(view: FeatureView, indicators: Indicators): Column
}

/** Index of the first row in which a feature can be defined. */
export const firstRow = ({ window, first = window - 1 }: Feature): number => first

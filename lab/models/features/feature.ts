import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'

/** Input of the features. */
export interface FeatureView {
  /** The bars whose rows the features follow. */
  readonly bars: Bars
  /**
   * Bars of every symbol of the universe, all of one interval, in any order. For the symbol of `bars`, `bars` is used.
   */
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

/**
 * One input column for a model, described as data, so that it can be computed, documented and checked by the common
 * property tests.
 */
export interface Feature {
  /** Its name in a model file. */
  readonly name: string
  readonly family: FeatureFamily
  /**
   * Formula, for people and for programs that compute the feature elsewhere. Its terms are the columns open, high, low,
   * close and volume, and the returns defined in the README.
   */
  readonly formula: string
  /** Unit of the values, with bounds where there are any: `0…1`, `fraction`. */
  readonly unit: string
  /**
   * Number of rows, including its own, that a value depends on. For a fading feature: the number after which older rows
   * have a billionth of their weight.
   */
  readonly window: number
  /** The first defined row, when it is not `window − 1`. */
  readonly first?: number
  /** Whether older rows never vanish completely, as in an exponential average. */
  readonly fades?: true
  /** Whether it reads the bars of other symbols. */
  readonly needsMarket?: true
  /**
   * Computes one value per row of `view.bars`, from bars that had closed by the close of that row; NaN where unknown.
   */
  compute(view: FeatureView, indicators: Indicators): Column
}

/** The first row in which a feature can be known. */
export const firstRow = ({ window, first = window - 1 }: Feature): number => first

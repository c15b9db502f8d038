import type { Bars, Column } from '../market/bars.ts'
import { alignReturns } from '../regimes/aligned-returns.ts'
import { pairCorrelation } from '../regimes/pair-correlation.ts'
import type { EnhancerInput } from './enhancer.ts'
import { others } from './others.ts'

/** Another symbol of the market, aligned to the rows of the bars whose signal is enhanced. */
export interface Companion {
  /** Bars of the other symbol, not aligned. */
  readonly bars: Bars
  /** Log return of the other symbol in each row; NaN where a bar is missing. */
  readonly returns: Column
  /**
   * Correlation of both symbols' returns over the last `window` rows, −1…1. NaN where fewer than half of the rows have
   * a return of both.
   */
  readonly rho: Column
}

/**
 * The other symbols of the market, joined with the bars of `input` on open time.
 *
 * @param window rows, an integer ≥ 2
 * @throws RangeError when a symbol appears twice or intervals differ
 */
export function companions(input: EnhancerInput, window: number): readonly Companion[] {
  const around = others(input)
  const [own, ...theirs] = alignReturns([input.bars, ...around], input.bars.openTime).returns
  const least = Math.max(2, Math.ceil(window / 2))
  return around.map((bars, k) => ({ bars, returns: theirs[k], rho: pairCorrelation(own, theirs[k], window, least) }))
}

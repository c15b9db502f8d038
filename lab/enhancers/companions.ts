import type { Bars, Column } from '../market/bars.ts'
import { alignReturns } from '../regimes/aligned-returns.ts'
import { pairCorrelation } from '../regimes/pair-correlation.ts'
import type { EnhancerInput } from './enhancer.ts'
import { others } from './others.ts'

/** Another symbol of the market, aligned to the rows of one's own bars. */
export interface Companion {
  readonly bars: Bars
  /** Its log return over the interval of each row; NaN where a bar is missing. */
  readonly returns: Column
  /**
   * Its correlation with one's own returns over the last `window` rows; NaN unless at least half of them are known in
   * both.
   */
  readonly rho: Column
}

/**
 * The other symbols of the market, joined with one's own bars on open time.
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

import type { Column } from '../../market/bars.ts'
import type { DurationMs } from '../../market/units.ts'

/** A run of missing bars. */
export interface Gap {
  /** Open time of the first missing bar, and of the first bar after the gap; epoch ms. */
  readonly from: number
  readonly to: number
  /** Number of missing bars. */
  readonly missing: number
}

/**
 * Gaps between bars. Bars missing before the first or after the last are not counted.
 *
 * @param openTime epoch ms, strictly increasing
 */
export function gaps(openTime: Column, interval: DurationMs): Gap[] {
  const found: Gap[] = []
  for (let i = 1; i < openTime.length; i++) {
    const missing = Math.round((openTime[i] - openTime[i - 1]) / interval) - 1
    if (missing > 0) found.push({ from: openTime[i - 1] + interval, to: openTime[i], missing })
  }
  return found
}

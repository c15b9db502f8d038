import { day, epochMs, type Fraction } from '../../market/units.ts'
import type { Segment } from '../plan.ts'

/**
 * The most recent part of a segment, rounded to whole days. It resembles the coming months most, and the bars before it
 * serve as warm-up.
 *
 * @param share fraction of the segment, more than 0 and at most 1
 * @throws RangeError on another share
 */
export function recent({ from, to }: Segment, share: Fraction): Segment {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share}: expected more than 0 and at most 1`)
  const days = Math.max(1, Math.round((share * (to - from)) / day))
  return share === 1 ? { from, to } : { from: epochMs(Math.max(from, to - days * day)), to }
}

import { day, epochMs, type Fraction } from '../../market/units.ts'
import type { Segment } from '../plan.ts'

/**
 * The most recent part of a stretch of time, in whole days. The recent part first: it is what the next months will be most like, and the
 * bars before it are there to warm up with, as they are not before the first part.
 */
export function recent({ from, to }: Segment, share: Fraction): Segment {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share}: expected more than 0 and at most 1`)
  const days = Math.max(1, Math.round((share * (to - from)) / day))
  return share === 1 ? { from, to } : { from: epochMs(Math.max(from, to - days * day)), to }
}

import type { DurationMs } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'

const [first, longest]: readonly DurationMs[] = [250, 5_000]

/**
 * Wait before the next connection attempt, in ms: 250, doubled for each failure up to 5,000, minus a random part of up to
 * half, so that clients that failed together do not return together. Never below 250.
 *
 * @param failures failed attempts in a row, from 0
 */
export function backoff(failures: number, random: Random): DurationMs {
  const whole = Math.min(longest, first * 2 ** Math.min(failures, 10))
  return Math.max(first, Math.round(whole * (1 - random() / 2)))
}

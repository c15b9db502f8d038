import type { DurationMs } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'

const [first, longest]: readonly DurationMs[] = [250, 5_000]

/**
 * How long to wait before the next try, in ms: 250 doubled by each failure up to 5,000, of which a random half is taken off so that
 * clients which fell together do not rise together. Never less than 250.
 *
 * @param failures tries in a row that have failed, from 0
 */
export function backoff(failures: number, random: Random): DurationMs {
  const whole = Math.min(longest, first * 2 ** Math.min(failures, 10))
  return Math.max(first, Math.round(whole * (1 - random() / 2)))
}

import { type DurationMs, second } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'
import type { AttemptFailure } from './failure.ts'

/**
 * Wait after a failed attempt, in ms. It is partly random, so that clients that failed together do not return together.
 *
 * After a refusal for exceeded request weight: 10 s, doubled for each attempt up to 40 s, plus up to half of it.
 * After other failures: 0.25 s, doubled for each attempt up to 10 s, minus up to half of it.
 *
 * @param tries number of failed attempts, from 1
 */
export function pauseAfter(failure: AttemptFailure, tries: number, random: Random): DurationMs {
  const doubled = 2 ** Math.min(tries - 1, 10)
  if (isOverweight(failure)) return Math.min(40 * second, 10 * second * doubled) * (1 + random() / 2)
  return Math.min(10 * second, (second / 4) * doubled) * (1 - random() / 2)
}

/** True if the venue refused the request because the limit of request weight was exceeded (HTTP status 429). */
export const isOverweight = (failure: AttemptFailure): boolean => failure.kind === 'refused' && failure.status === 429

import { type DurationMs, second } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'
import type { AttemptFailure } from './failure.ts'

/**
 * Wait after a failed attempt, in ms. After a refusal for weight: 10 s, doubled for each attempt up to 40 s, plus a random
 * part of up to half. After other failures: 0.25 s, doubled for each attempt up to 10 s, minus a random part of up to half, so
 * that clients that failed together do not return together.
 *
 * @param tries number of failed attempts, from 1
 */
export function pauseAfter(failure: AttemptFailure, tries: number, random: Random): DurationMs {
  const doubled = 2 ** Math.min(tries - 1, 10)
  if (isOverweight(failure)) return Math.min(40 * second, 10 * second * doubled) * (1 + random() / 2)
  return Math.min(10 * second, (second / 4) * doubled) * (1 - random() / 2)
}

export const isOverweight = (failure: AttemptFailure): boolean => failure.kind === 'refused' && failure.status === 429

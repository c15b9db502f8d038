import { type DurationMs, second } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'
import type { Trouble } from './failure.ts'

/**
 * How long to leave the venue alone after a try that came to nothing. After a refusal for weight 10 s, doubled by each, and up to
 * half more; else 0.25 s, doubled by each up to 10 s, of which a random half is taken off, so that clients which fell together do not
 * rise together.
 *
 * @param tries how many came to nothing, from 1
 */
export function pauseAfter(trouble: Trouble, tries: number, random: Random): DurationMs {
  const doubled = 2 ** Math.min(tries - 1, 10)
  if (isOverweight(trouble)) return Math.min(40 * second, 10 * second * doubled) * (1 + random() / 2)
  return Math.min(10 * second, (second / 4) * doubled) * (1 - random() / 2)
}

export const isOverweight = (trouble: Trouble): boolean => trouble.kind === 'refused' && trouble.status === 429

import type { Generation } from '../generation.ts'
import type { SearchSettings } from '../search-settings.ts'

/** Bounds of an adaptive step. A smaller step hardly moves integer genes; a larger one is close to a random draw. */
const [least, most] = [0.01, 0.5]

/** Target success rate of mutations (Rechenberg 1973). */
const rightShare = 0.2

/**
 * Standard deviation of the next generation's mutations, as a fraction of a gene's range.
 *
 * - Adaptation by success: the step grows by up to a half if more than a fifth of the children beat their first parent.
 *   It shrinks by up to a tenth if fewer do.
 * - Adaptation by stagnation: the step grows by a fifth with each generation without an improvement. After an
 *   improvement it returns to its initial value.
 */
export function nextStep({ adaptation, step }: SearchSettings, last: Generation | undefined): number {
  if (!last || adaptation === 'none') return step
  if (adaptation === 'stagnation') return bounded(step * 1.2 ** last.stagnant)
  return last.success === undefined ? last.step : bounded(last.step * Math.exp((last.success - rightShare) / 2))
}

const bounded = (step: number) => Math.min(most, Math.max(least, step))

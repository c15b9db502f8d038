import type { Generation } from '../generation.ts'
import type { SearchSettings } from '../search-settings.ts'

/** Bounds of a step that follows the search: below, whole genes hardly move; above, a mutation is a draw. */
const [least, most] = [0.01, 0.5]

/** Share of mutations that succeed where the step is right (Rechenberg 1973). */
const rightShare = 0.2

/**
 * The standard deviation of the next generation's mutations, as a share of a gene's range.
 *
 * By success, it grows by up to a half where more than a fifth of the children beat the parent they have most of, and shrinks to as little as
 * four fifths where fewer do. By stagnation, it grows by a fifth with every generation that found no better genome, and is as at the start
 * after one that did.
 */
export function nextStep({ adaptation, step }: SearchSettings, last: Generation | undefined): number {
  if (!last || adaptation === 'none') return step
  if (adaptation === 'stagnation') return bounded(step * 1.2 ** last.stagnant)
  return last.success === undefined ? last.step : bounded(last.step * Math.exp((last.success - rightShare) / 2))
}

const bounded = (step: number) => Math.min(most, Math.max(least, step))

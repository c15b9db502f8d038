import type { Generation } from '../generation.ts'
import type { SearchSettings } from '../search-settings.ts'

/** The rule that ended a run. */
export type StopReason = 'generations' | 'evaluations' | 'stagnation'

/** The first stop rule that applies; undefined if the run continues. A run without any generation always continues. */
export function stopReasonOf(
  { generations: most, stop = {} }: SearchSettings,
  generations: readonly Generation[],
): StopReason | undefined {
  const last = generations.at(-1)
  if (!last) return undefined
  if (generations.length >= most) return 'generations'
  if (stop.evaluations !== undefined && spent(generations) >= stop.evaluations) return 'evaluations'
  return stop.stagnation !== undefined && last.stagnant >= stop.stagnation ? 'stagnation' : undefined
}

/**
 * Cost of a run, in evaluations on the whole training time. An evaluation on a part counts as that fraction, so that
 * searches with and without screening can be compared.
 */
export const spent = (generations: readonly Generation[]): number =>
  generations.reduce((sum, generation) => sum + spentIn(generation), 0)

/** Cost of one generation, in the unit of `spent`. */
export const spentIn = ({ fresh, screened = [] }: Generation): number =>
  fresh.length + screened.reduce((sum, { share }) => sum + share, 0)

/** Number of evaluations. Each counts as 1, whether it covered all of the training time or a part. */
export const evaluationsIn = (generations: readonly Generation[]): number =>
  generations.reduce((sum, { fresh, screened = [] }) => sum + fresh.length + screened.length, 0)

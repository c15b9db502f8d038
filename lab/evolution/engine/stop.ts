import type { Generation } from '../generation.ts'
import type { SearchSettings } from '../search-settings.ts'

/** The rule that ended a run. */
export type StopReason = 'generations' | 'evaluations' | 'stagnation'

/** The first stop rule that applies; `undefined` if the run continues. A run without generations always continues. */
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
 * Cost of a run in full evaluations: each evaluation counts by its share of the training time, so that searches can be
 * compared.
 */
export const spent = (generations: readonly Generation[]): number =>
  generations.reduce((sum, generation) => sum + spentIn(generation), 0)

/** Cost of one generation in full evaluations, see `spent`. */
export const spentIn = ({ fresh, screened = [] }: Generation): number =>
  fresh.length + screened.reduce((sum, { share }) => sum + share, 0)

/** Number of genomes evaluated, on any part of the training time. */
export const evaluationsIn = (generations: readonly Generation[]): number =>
  generations.reduce((sum, { fresh, screened = [] }) => sum + fresh.length + screened.length, 0)

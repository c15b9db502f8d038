import type { Generation } from '../generation.ts'
import type { SearchSettings } from '../search-settings.ts'

/** Why a run goes on no further. */
export type StopReason = 'generations' | 'evaluations' | 'stagnation'

/** `undefined`: it goes on. A run without a finished generation always does. */
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

/** Evaluations of a run, each counted by the share of training time that it went over: so that searches can be compared by what they cost. */
export const spent = (generations: readonly Generation[]): number =>
  generations.reduce((sum, generation) => sum + spentIn(generation), 0)

/** Evaluations of one generation, counted as in `spent`. */
export const spentIn = ({ fresh, screened = [] }: Generation): number =>
  fresh.length + screened.reduce((sum, { share }) => sum + share, 0)

/** Genomes that were evaluated, on however much of the training time. */
export const evaluationsIn = (generations: readonly Generation[]): number =>
  generations.reduce((sum, { fresh, screened = [] }) => sum + fresh.length + screened.length, 0)

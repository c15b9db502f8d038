import type { EvaluatedGenome } from './evaluated.ts'

/** Sorts by fitness, the best first; equal fitness is ordered by key. */
export const better = (a: EvaluatedGenome, b: EvaluatedGenome): number =>
  b.fitness - a.fitness || (a.key < b.key ? -1 : 1)

/**
 * Selects at most `most` genomes for a picture: half of them the best, the others evenly spread over the ranks of the rest.
 *
 * @returns best first
 */
export function displaySample(evaluated: readonly EvaluatedGenome[], most: number): readonly EvaluatedGenome[] {
  const ranked = [...evaluated].sort(better)
  if (ranked.length <= most) return ranked
  const best = Math.ceil(most / 2)
  const rest = ranked.length - best
  const others = most - best
  return [
    ...ranked.slice(0, best),
    ...Array.from({ length: others }, (_, i) => ranked[best + Math.floor((i * rest) / others)]),
  ]
}

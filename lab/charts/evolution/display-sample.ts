import type { EvaluatedGenome } from './evaluated.ts'

/** Better first; equal ones in an order that nothing but themselves decides. */
export const better = (a: EvaluatedGenome, b: EvaluatedGenome): number =>
  b.fitness - a.fitness || (a.key < b.key ? -1 : 1)

/**
 * As many as a picture can show: half of them the best there are, the others every n-th of the rest, from good to bad.
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

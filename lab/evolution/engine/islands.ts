import type { Generation, Scored } from '../generation.ts'
import type { Islands } from '../search-settings.ts'

/** Splits a population by island, keeping its order. Without a last generation, every island is empty. */
export function byIsland(last: Generation | undefined, count: number): readonly (readonly Scored[])[] {
  const { population = [], islands } = last ?? {}
  return Array.from({ length: count }, (_, island) => population.filter((_, i) => (islands?.[i] ?? 0) === island))
}

/**
 * Candidate parents on an island: its own population and, in a migration generation, the best of the previous island
 * in the ring. Migrants are parents here but stay on their own island, so that no genome is in the population twice.
 */
export function parentsOf(
  populations: readonly (readonly Scored[])[],
  island: number,
  generation: number,
  islands: Islands | undefined,
): readonly Scored[] {
  const own = populations[island]
  if (!islands || islands.count < 2 || generation % islands.every !== 0) return own
  return [...own, ...populations[(island + islands.count - 1) % islands.count].slice(0, islands.migrants)]
}

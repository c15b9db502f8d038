import type { Generation, Scored } from '../generation.ts'
import type { Islands } from '../search-settings.ts'

/** The population of each island, best first as the whole is. */
export function byIsland(last: Generation | undefined, count: number): readonly (readonly Scored[])[] {
  const { population = [], islands } = last ?? {}
  return Array.from({ length: count }, (_, island) => population.filter((_, i) => (islands?.[i] ?? 0) === island))
}

/**
 * Who may be a parent on an island: its own, and in a generation of migration the best of the island before it in the ring. They come to
 * breed and do not stay, so that no genome is in a population twice.
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

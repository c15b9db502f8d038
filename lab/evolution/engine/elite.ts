import { distance } from '../../genome/coordinates.ts'
import type { Scored } from '../generation.ts'
import { cachedCoordinatesOf } from './coordinates-cache.ts'

/**
 * Selects the survivors. First, each niche gives its best genome (clearing, Pétrowski 1996), so that near copies of one
 * genome do not crowd out different ones. If there are too few niches, the best of the other genomes follow.
 *
 * @param ranked best first
 * @param count  number of survivors
 * @param niche  distance between genomes, 0…1, below which they share a niche; 0: no niches
 * @returns survivors, best first
 */
export function elite(ranked: readonly Scored[], count: number, niche: number): readonly Scored[] {
  if (niche === 0) return ranked.slice(0, count)
  const chosen = new Set<Scored>()
  for (const one of ranked) {
    if (chosen.size >= count) break
    const coordinates = cachedCoordinatesOf(one.genome)
    const isNear = [...chosen].some(({ genome }) => distance(cachedCoordinatesOf(genome), coordinates) < niche)
    if (!isNear) chosen.add(one)
  }
  for (const one of ranked) if (chosen.size < count) chosen.add(one)
  return ranked.filter(one => chosen.has(one))
}

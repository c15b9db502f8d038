import { distance } from '../../genome/coordinates.ts'
import type { Scored } from '../generation.ts'
import { cachedCoordinatesOf } from './coordinates-cache.ts'

/**
 * Selects the survivors: first the best genome of each niche (clearing, Pétrowski 1996), so that near copies of one
 * genome do not crowd out different ones. Then the best of the rest, if there are too few niches.
 *
 * @param ranked best first
 * @param niche  genomes closer than this distance share a niche, 0…1; 0: no niches
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

import { distance } from '../../genome/coordinates.ts'
import type { Scored } from '../generation.ts'
import { cachedCoordinatesOf } from './coordinates-cache.ts'

/**
 * Those who live on: the best of each niche first (clearing, Pétrowski 1996), so that ten copies of one idea, a bar apart, do not crowd out
 * another; then the best of the others, where niches do not suffice.
 *
 * @param ranked best first
 * @param niche  nearer than this are one niche, 0 … 1; 0: each is its own
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

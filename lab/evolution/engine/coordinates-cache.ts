import { type Coordinates, coordinatesOf } from '../../genome/coordinates.ts'
import type { Genome } from '../../genome/genome.ts'

const cache = new WeakMap<Genome, Coordinates>()

/** Coordinates of a genome, cached because they are compared often and genomes never change. */
export function cachedCoordinatesOf(genome: Genome): Coordinates {
  const known = cache.get(genome)
  if (known) return known
  const coordinates = coordinatesOf(genome)
  cache.set(genome, coordinates)
  return coordinates
}

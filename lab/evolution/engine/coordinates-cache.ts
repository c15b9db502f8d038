import { type Coordinates, coordinatesOf } from '../../genome/coordinates.ts'
import type { Genome } from '../../genome/genome.ts'

const cache = new WeakMap<Genome, Coordinates>()

/** Where a genome lies. Asked for at every comparison, and genomes never change: so it is worked out once. */
export function cachedCoordinatesOf(genome: Genome): Coordinates {
  const known = cache.get(genome)
  if (known) return known
  const coordinates = coordinatesOf(genome)
  cache.set(genome, coordinates)
  return coordinates
}

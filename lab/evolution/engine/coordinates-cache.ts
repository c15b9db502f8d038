import type { Genome } from '../../genome/genome.ts'
import { type Place, placeOf } from '../../genome/coordinates.ts'

const places = new WeakMap<Genome, Place>()

/** Where a genome lies. Asked for at every comparison, and genomes never change: so it is worked out once. */
export function placeIn(genome: Genome): Place {
  const known = places.get(genome)
  if (known) return known
  const place = placeOf(genome)
  places.set(genome, place)
  return place
}

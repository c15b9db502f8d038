import { distance } from '../../genome/coordinates.ts'
import type { Genome } from '../../genome/genome.ts'
import { integer, random } from '../../random.ts'
import { cachedCoordinatesOf } from './coordinates-cache.ts'

/** Number of sampled pairs, and the largest population for which all pairs are compared. */
const [pairs, all] = [8192, 128]

/**
 * Mean distance between two genomes of a population: 0 if all are equal, 1 if no two have anything in common.
 *
 * For random genomes of k seeds the mean is about 1 − 2/(3k), because two genomes of one seed are on average a third
 * of their range apart.
 *
 * Up to 128 genomes, all pairs are compared. For more, a fixed sample of 8,192 pairs is used, which is accurate to
 * 0.01.
 *
 * @returns 0…1; 0 for fewer than two genomes
 */
export function diversity(genomes: readonly Genome[]): number {
  const coordinates = genomes.map(cachedCoordinatesOf)
  const { length } = coordinates
  if (length < 2) return 0
  let sum = 0
  if (length <= all) {
    for (let i = 1; i < length; i++) for (let k = 0; k < i; k++) sum += distance(coordinates[i], coordinates[k])
    return sum / ((length * (length - 1)) / 2)
  }
  const chance = random(length)
  for (let n = 0; n < pairs; n++) {
    const i = integer(chance, 0, length - 1)
    const other = integer(chance, 0, length - 2)
    sum += distance(coordinates[i], coordinates[other < i ? other : other + 1])
  }
  return sum / pairs
}

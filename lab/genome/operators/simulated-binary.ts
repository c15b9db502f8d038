import { clampGene } from '../../seeds/draw.ts'
import type { CrossGene } from './cross-gene.ts'

/** Distribution index (Deb's η). With a larger index, children are closer to a parent. */
const eta = 10

/**
 * Simulated binary crossover (Deb and Agrawal 1995), in the bounded form of Deb's NSGA-II code. The child lies near one
 * parent. Its distance from that parent is proportional to the distance between the parents, and it is never out of
 * the gene's bounds.
 */
export const simulatedBinary: CrossGene = (mother, father, spec, chance) => {
  const [low, high] = mother < father ? [mother, father] : [father, mother]
  const draw = chance()
  // The operator defines a lower and an upper child; one of them is chosen at random.
  const isLower = chance() < 0.5
  const apart = high - low
  if (apart === 0) return mother
  const room = isLower ? low - spec.min : spec.max - high
  const shift = (spread(draw, 1 + (2 * room) / apart) * apart) / 2
  return clampGene((low + high) / 2 + (isLower ? -shift : shift), spec)
}

/**
 * Distance of the child from the midpoint between the parents, in units of half the distance between the parents.
 *
 * @param draw  random number, 0…1
 * @param reach distance of the gene's bound from the midpoint, in the same unit
 */
function spread(draw: number, reach: number): number {
  const within = 2 - reach ** -(eta + 1)
  const weight = draw * within
  return weight <= 1 ? weight ** (1 / (eta + 1)) : (1 / (2 - weight)) ** (1 / (eta + 1))
}

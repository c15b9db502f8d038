import { clampGene } from '../../seeds/draw.ts'
import type { CrossGene } from './cross-gene.ts'

/** Distribution index (Deb's η). The larger it is, the closer children are to a parent. */
const eta = 10

/**
 * Simulated binary crossover (Deb and Agrawal 1995) in the bounded form of Deb's NSGA-II code. The child lies near one
 * parent, at a distance in proportion to the distance of the parents, and never beyond the bounds.
 */
export const simulatedBinary: CrossGene = (mother, father, spec, chance) => {
  const [low, high] = mother < father ? [mother, father] : [father, mother]
  const draw = chance()
  // The operator makes two children; this picks one of them.
  const isLower = chance() < 0.5
  const apart = high - low
  if (apart === 0) return mother
  const room = isLower ? low - spec.min : spec.max - high
  const shift = (spread(draw, 1 + (2 * room) / apart) * apart) / 2
  return clampGene((low + high) / 2 + (isLower ? -shift : shift), spec)
}

/**
 * Distance of the child from the parents' midpoint, in halves of the parents' distance. @param reach distance of the
 * bound, in the same unit
 */
function spread(draw: number, reach: number): number {
  const within = 2 - reach ** -(eta + 1)
  const weight = draw * within
  return weight <= 1 ? weight ** (1 / (eta + 1)) : (1 / (2 - weight)) ** (1 / (eta + 1))
}

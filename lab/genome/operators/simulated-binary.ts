import { clampGene } from '../../seeds/draw.ts'
import type { CrossGene } from './cross-gene.ts'

/** The larger, the nearer children are to a parent (Deb's η). */
const eta = 10

/**
 * Simulated binary crossover (Deb and Agrawal 1995), in the bounded form of Deb's NSGA-II code: a child near one of its parents, spread by
 * how far these are apart, and never beyond the bounds.
 */
export const simulatedBinary: CrossGene = (mother, father, spec, chance) => {
  const [low, high] = mother < father ? [mother, father] : [father, mother]
  const draw = chance()
  // One of the two children that the operator makes.
  const isLower = chance() < 0.5
  const apart = high - low
  if (apart === 0) return mother
  const room = isLower ? low - spec.min : spec.max - high
  const shift = (spread(draw, 1 + (2 * room) / apart) * apart) / 2
  return clampGene((low + high) / 2 + (isLower ? -shift : shift), spec)
}

/** How far the child is from the parents' middle, in halves of their distance. @param reach of the bound, in the same unit */
function spread(draw: number, reach: number): number {
  const within = 2 - reach ** -(eta + 1)
  const weight = draw * within
  return weight <= 1 ? weight ** (1 / (eta + 1)) : (1 / (2 - weight)) ** (1 / (eta + 1))
}

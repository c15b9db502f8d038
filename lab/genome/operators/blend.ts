import { clampGene } from '../../seeds/draw.ts'
import type { CrossGene } from './cross-gene.ts'

/**
 * How far beyond its parents a child may lie, as a fraction of their distance. At (√3 − 1)/2 = 0.37 an unselected
 * population keeps its variance. The authors' 0.5 increases it by a sixth per generation, which offsets what selection
 * takes away.
 */
const alpha = 0.5

/**
 * BLX-α (Eshelman and Schaffer 1993): uniform over the parents' interval, extended on both sides by `alpha` times its
 * length.
 */
export const blend: CrossGene = (mother, father, spec, chance) => {
  const reach = alpha * Math.abs(mother - father)
  const from = Math.max(spec.min, Math.min(mother, father) - reach)
  const to = Math.min(spec.max, Math.max(mother, father) + reach)
  return clampGene(from + chance() * (to - from), spec)
}

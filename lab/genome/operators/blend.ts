import { clampGene } from '../../seeds/draw.ts'
import type { CrossGene } from './cross-gene.ts'

/**
 * Maximum distance of a child's gene beyond those of its parents, as a fraction of the distance between the parents.
 * Without selection, (√3 − 1)/2 = 0.37 would keep the variance of a population. The authors' 0.5 increases the variance
 * by a sixth per generation, which offsets the variance that selection removes.
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

import { clampGene } from '../../seeds/draw.ts'
import type { CrossGene } from './cross-gene.ts'

/**
 * How far beyond its parents a child may be, as a share of their distance. At (√3 − 1)/2 = 0.37 a population that nobody selects from keeps
 * its variance; the authors' 0.5 lets it grow by a sixth a generation, against what selection takes.
 */
const alpha = 0.5

/** BLX-α (Eshelman and Schaffer 1993): anywhere between the parents or somewhat beyond, each place as likely. */
export const blend: CrossGene = (mother, father, spec, chance) => {
  const reach = alpha * Math.abs(mother - father)
  const from = Math.max(spec.min, Math.min(mother, father) - reach)
  const to = Math.min(spec.max, Math.max(mother, father) + reach)
  return clampGene(from + chance() * (to - from), spec)
}

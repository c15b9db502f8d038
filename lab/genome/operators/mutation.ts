import { gaussian, type Random } from '../../random.ts'
import { clampGene } from '../../seeds/draw.ts'
import type { GeneSpec } from '../../seeds/seed.ts'

/** @param step standard deviation of the move, as a share of the gene's range */
export type MutateGene = (value: number, spec: GeneSpec, step: number, chance: Random) => number

/**
 * Gaussian mutation, scaled to the gene's range. A value beyond a bound is reflected. Clipping instead would pile up
 * genomes at the bounds without evidence for them.
 */
export const mutateGene: MutateGene = (value, spec, step, chance) => {
  const move = gaussian(chance) * step * (spec.max - spec.min)
  if (spec.kind === 'real') return clampGene(reflect(value + move, spec.min, spec.max), spec)
  // An integer gene moves by at least one, since small moves would otherwise round to zero in narrow ranges.
  const whole = Math.sign(move) * Math.max(1, Math.round(Math.abs(move)))
  // Every integer is the middle of a cell of width one. The outer cells are cut at the bounds.
  return clampGene(reflect(value + whole, spec.min - 0.5, spec.max + 0.5), spec)
}

/** Reflects a value into `[min, max]` as often as needed. */
function reflect(x: number, min: number, max: number): number {
  const span = max - min
  if (span === 0) return min
  const along = (((x - min) % (2 * span)) + 2 * span) % (2 * span)
  return min + (along <= span ? along : 2 * span - along)
}

import { gaussian, type Random } from '../../random.ts'
import { clampGene } from '../../seeds/draw.ts'
import type { GeneSpec } from '../../seeds/seed.ts'

/** @param step standard deviation of the move, as a share of the gene's range */
export type MutateGene = (value: number, spec: GeneSpec, step: number, chance: Random) => number

/**
 * A Gaussian move on the gene's own scale. What would leave the bounds is thrown back from them: cut off there, the bounds would gather
 * genomes that nothing speaks for.
 */
export const mutateGene: MutateGene = (value, spec, step, chance) => {
  const move = gaussian(chance) * step * (spec.max - spec.min)
  if (spec.kind === 'real') return clampGene(reflect(value + move, spec.min, spec.max), spec)
  // A whole gene moves by at least one, or mutation would leave narrow ranges as they are.
  const whole = Math.sign(move) * Math.max(1, Math.round(Math.abs(move)))
  // Every whole number is the middle of a cell of width one; the outer cells end at the bounds.
  return clampGene(reflect(value + whole, spec.min - 0.5, spec.max + 0.5), spec)
}

/** Folds the line into `[min, max]`, as between two mirrors. */
function reflect(x: number, min: number, max: number): number {
  const span = max - min
  if (span === 0) return min
  const along = (((x - min) % (2 * span)) + 2 * span) % (2 * span)
  return min + (along <= span ? along : 2 * span - along)
}

import { integer, type Random } from '../random.ts'
import type { GeneSpec, GeneSpecs, Genes } from './seed.ts'

/**
 * A random value within the bounds of a gene. Real values have six significant digits, so that a genome can be written
 * to a file and read back unchanged.
 */
export function drawGene({ kind, min, max }: GeneSpec, chance: Random): number {
  return kind === 'int' ? integer(chance, min, max) : roundGene(min + chance() * (max - min))
}

/** A random value for every gene of a seed. */
export const drawGenes = (specs: GeneSpecs, chance: Random): Genes =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, drawGene(spec, chance)]))

/** The nearest valid value of a gene: within its bounds, and whole for an integer gene. */
export function clampGene(value: number, { kind, min, max }: GeneSpec): number {
  const inside = Math.min(max, Math.max(min, value))
  return kind === 'int' ? Math.round(inside) : roundGene(inside)
}

const roundGene = (x: number) => Number(x.toPrecision(6))

import { integer, type Random } from '../random.ts'
import type { GeneSpec, GeneSpecs, Genes } from './seed.ts'

/** One value within its bounds. Reals keep six digits: a genome must survive being written down and read again. */
export function drawGene({ kind, min, max }: GeneSpec, chance: Random): number {
  return kind === 'int' ? integer(chance, min, max) : roundGene(min + chance() * (max - min))
}

export const drawGenes = (specs: GeneSpecs, chance: Random): Genes =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, drawGene(spec, chance)]))

/** Into its bounds, whole where it must be. */
export function clampGene(value: number, { kind, min, max }: GeneSpec): number {
  const inside = Math.min(max, Math.max(min, value))
  return kind === 'int' ? Math.round(inside) : roundGene(inside)
}

const roundGene = (x: number) => Number(x.toPrecision(6))

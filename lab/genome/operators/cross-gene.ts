import type { Random } from '../../random.ts'
import type { GeneSpec } from '../../seeds/seed.ts'

/** A child's value of one gene from its parents' values, within the gene's bounds and whole where it must be. */
export type CrossGene = (mother: number, father: number, spec: GeneSpec, chance: Random) => number

/** How two values of a gene become one, by the name that a plan gives it. */
export type Recombination = 'uniform' | 'blend' | 'simulated-binary'

import type { Random } from '../../random.ts'
import type { GeneSpec } from '../../seeds/seed.ts'

/** Crosses one gene of two parents. The result is within the gene's bounds, and whole for an integer gene. */
export type CrossGene = (mother: number, father: number, spec: GeneSpec, chance: Random) => number

/** Crossover operators, by the names that plans use. */
export type Recombination = 'uniform' | 'blend' | 'simulated-binary'

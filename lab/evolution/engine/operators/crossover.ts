import type { Random } from '../../../random.ts'
import type { GeneSpec } from '../../../seeds/seed.ts'
import type { Search } from '../../searching.ts'
import { blend } from './blend.ts'
import { simulatedBinary } from './simulated-binary.ts'
import { uniform } from './uniform.ts'

/** A child's value of one gene from its parents' values, within the gene's bounds and whole where it must be. */
export type CrossGene = (mother: number, father: number, spec: GeneSpec, chance: Random) => number

/** By the name that a plan gives them. A gene of two values is a choice: there is nothing between them. */
export const crossGene: Readonly<Record<Search['recombination'], CrossGene>> = {
  uniform,
  blend: between(blend),
  'simulated-binary': between(simulatedBinary),
}

function between(cross: CrossGene): CrossGene {
  return (mother, father, spec, chance) => (isChoice(spec) ? uniform : cross)(mother, father, spec, chance)
}

const isChoice = ({ kind, min, max }: GeneSpec): boolean => kind === 'int' && max - min <= 1

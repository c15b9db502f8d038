import type { GeneSpec } from '../../seeds/seed.ts'
import { blend } from './blend.ts'
import type { CrossGene, Recombination } from './cross-gene.ts'
import { simulatedBinary } from './simulated-binary.ts'
import { uniform } from './uniform.ts'

/**
 * Crossover operators by name. An integer gene with only two values has none between them to blend, so every operator
 * crosses it uniformly.
 */
export const crossGene: Readonly<Record<Recombination, CrossGene>> = {
  uniform,
  blend: between(blend),
  'simulated-binary': between(simulatedBinary),
}

function between(cross: CrossGene): CrossGene {
  return (mother, father, spec, chance) => (isChoice(spec) ? uniform : cross)(mother, father, spec, chance)
}

const isChoice = ({ kind, min, max }: GeneSpec): boolean => kind === 'int' && max - min <= 1

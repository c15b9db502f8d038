import type { Random } from '../random.ts'
import { clampGene } from '../seeds/draw.ts'
import { nudgeRules } from '../seeds/formula/nudge-rules.ts'
import { rulesWarmup } from '../seeds/formula/rules.ts'
import { type Genome, mutate } from './genome.ts'
import type { MutateGene } from './operators/mutation.ts'
import type { Space } from './space.ts'

/**
 * Random genomes near one genome: every number varies within the radius, and the structure stays the same.
 *
 * @param radius fraction of the range of each gene, > 0. An integer gene varies by at least 1, since genes with a
 *   narrow range would have no neighbours otherwise.
 */
export const neighboursOf = (
  genome: Genome,
  count: number,
  radius: number,
  space: Space,
  chance: Random,
): readonly Genome[] =>
  Array.from({ length: count }, () =>
    mutate(
      genome,
      space,
      {
        ...{ rate: 1, structure: 0, step: radius, mutateGene: within },
        mutateRules: (rules, { warmup }) => {
          const nudged = nudgeRules(rules, radius, chance)
          return rulesWarmup(nudged) <= warmup ? nudged : rules
        },
      },
      chance,
    ),
  )

const within: MutateGene = (value, spec, radius, chance) => {
  const reach = radius * (spec.max - spec.min)
  return clampGene(value + (spec.kind === 'int' ? Math.max(1, reach) : reach) * (2 * chance() - 1), spec)
}

import { drawGenome, type Genome } from '../../genome/genome.ts'
import { requireEnhancer, requireSeed } from '../../genome/require-registered.ts'
import { type Space, spaceOf } from '../../genome/space.ts'
import { type Random, stream } from '../../random.ts'
import type { GeneSpec } from '../../seeds/seed.ts'
import type { SearchPlan } from '../breeding.ts'
import { distinct } from './distinct.ts'
import { keepBest } from './keep-best.ts'
import { drawsFrom, lowDiscrepancy } from './low-discrepancy.ts'
import type { Searcher } from './search-method.ts'

/** Levels that each gene must at least have for a full grid to be one. */
const leastLevels = 3

/**
 * Genomes spread evenly over the space, each idea with the same number: every combination of evenly spread levels where at least three of
 * each gene fit the budget, and a low-discrepancy sequence where they do not, and for what the grid leaves over.
 *
 * @param budget evaluations
 */
export function grid(plan: SearchPlan, budget: number): Searcher {
  const { search } = plan
  const all = gridPoints(plan, budget)
  return {
    propose(number, last, _, left) {
      const from = number * search.population
      const children = all.slice(from, from + Math.min(left, search.population)).map(genome => ({ genome }))
      return [{ size: search.population, before: last?.population ?? [], children }]
    },
    survive: keepBest,
  }
}

/** The genomes that a grid tries, the ideas in turn. */
export function gridPoints(plan: SearchPlan, budget: number): readonly Genome[] {
  const space = spaceOf(plan)
  const share = Math.ceil(budget / space.seeds.length)
  const makers = space.seeds.map(seed => pointsOf(space, seed, share, stream(plan.seedNumber, 'grid', seed)))
  return distinct(budget, i => {
    const { value } = makers[i % makers.length].next()
    return value as Genome
  })
}

/** Genomes of one idea, without end. @param rest chance for what has no place in a cube, such as the shape of a formula */
function* pointsOf(space: Space, seed: string, share: number, rest: Random): Generator<Genome, never> {
  const specs = specsOf(space, seed)
  const at = (point: readonly number[]) => drawGenome(space, drawsFrom(point, rest), seed)
  const levels = levelsOf(specs, share)
  if (levels.every((level, i) => level >= Math.min(leastLevels, valuesOf(specs[i]))))
    for (const point of combinations(levels)) yield at(point)
  const sequence = lowDiscrepancy(specs.length)
  for (let n = 0; ; n++) yield at(sequence(n))
}

/** The genes that every genome of an idea has, in the order in which chance is asked for them. */
const specsOf = (space: Space, seed: string): readonly GeneSpec[] => [
  ...Object.values(requireSeed(seed).genes),
  ...(space.formulas && seed === 'formula'
    ? []
    : space.enhancers.flatMap(name => Object.values(requireEnhancer(name).genes))),
]

/** Levels of each gene, as equal as they can be, so that all their combinations are at most `size`. */
function levelsOf(specs: readonly GeneSpec[], size: number): readonly number[] {
  const levels = specs.map(() => 1)
  for (;;) {
    const product = levels.reduce((all, level) => all * level, 1)
    const fits = levels.map((level, i) => level < valuesOf(specs[i]) && (product / level) * (level + 1) <= size)
    const next = levels.reduce((least, level, i) => (fits[i] && (least < 0 || level < levels[least]) ? i : least), -1)
    if (next < 0) return levels
    levels[next]++
  }
}

const valuesOf = ({ kind, min, max }: GeneSpec) => (kind === 'int' ? max - min + 1 : Number.POSITIVE_INFINITY)

/** The middles of all combinations of levels, each coordinate in [0, 1). */
function* combinations(levels: readonly number[]): Generator<readonly number[]> {
  const size = levels.reduce((product, level) => product * level, 1)
  for (let n = 0; n < size; n++) {
    let rest = n
    yield levels.map(level => {
      const digit = rest % level
      rest = Math.floor(rest / level)
      return (digit + 0.5) / level
    })
  }
}

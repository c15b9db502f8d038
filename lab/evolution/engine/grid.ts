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

/** Minimum number of levels of each gene for a full grid; a gene with fewer values needs all of them. */
const leastLevels = 3

/**
 * Search method that spreads genomes evenly over the space, the same number for each seed, without using any result.
 *
 * If the budget allows at least three levels of each gene, all combinations of evenly spaced levels are evaluated.
 * The rest of the budget, or else all of it, goes to the points of a low-discrepancy sequence.
 *
 * @param budget number of evaluations
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

/** The genomes that a grid evaluates, alternating between seeds. */
export function gridPoints(plan: SearchPlan, budget: number): readonly Genome[] {
  const space = spaceOf(plan)
  const share = Math.ceil(budget / space.seeds.length)
  const makers = space.seeds.map(seed => pointsOf(space, seed, share, stream(plan.seedNumber, 'grid', seed)))
  return distinct(budget, i => {
    const { value } = makers[i % makers.length].next()
    return value as Genome
  })
}

/**
 * Genomes of one seed without end: first the full grid if there is one, then the low-discrepancy sequence.
 *
 * @param share number of evaluations for this seed, which limits the size of the full grid
 * @param rest  random source for parts of a genome without a coordinate, such as the shape of a formula
 */
function* pointsOf(space: Space, seed: string, share: number, rest: Random): Generator<Genome, never> {
  const specs = specsOf(space, seed)
  const at = (point: readonly number[]) => drawGenome(space, drawsFrom(point, rest), seed)
  const levels = levelsOf(specs, share)
  if (levels.every((level, i) => level >= Math.min(leastLevels, valuesOf(specs[i]))))
    for (const point of combinations(levels)) yield at(point)
  const sequence = lowDiscrepancy(specs.length)
  for (let n = 0; ; n++) yield at(sequence(n))
}

/** The genes that every genome of a seed has, in the order in which they are drawn. */
const specsOf = (space: Space, seed: string): readonly GeneSpec[] => [
  ...Object.values(requireSeed(seed).genes),
  ...(space.formulas && seed === 'formula'
    ? []
    : space.enhancers.flatMap(name => Object.values(requireEnhancer(name).genes))),
]

/** Number of levels of each gene, as equal as possible, with at most `size` combinations of all genes. */
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

/** Number of values that a gene can have; infinite for a real number. */
const valuesOf = ({ kind, min, max }: GeneSpec) => (kind === 'int' ? max - min + 1 : Number.POSITIVE_INFINITY)

/** Midpoints of all combinations of levels, each coordinate in [0, 1). */
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

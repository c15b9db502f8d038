import type { DurationMs, Fraction } from '../../market/units.ts'
import { day, hour, minute } from '../../market/units.ts'

/**
 * One stage of a hierarchical search. Each stage starts from what was found on the longer bars of the stage before.
 */
export interface Stage {
  readonly name: string
  readonly interval: DurationMs
  readonly population: number
  readonly generations: number
  /** Whether each symbol is searched on its own instead of all together. */
  readonly apart: boolean
  /** Number of best genomes that each search of the stage contributes. */
  readonly best: number
  /** Number of genomes that advance to the next stage, over all searches. */
  readonly keep: number
  readonly mutation: Fraction
  readonly crossover: Fraction
  readonly elitism: Fraction
}

/**
 * The three stages of an earlier system, as its documentation gives them. That system used no market data: it computed
 * fitness from the genome itself and random numbers. Genes pass from stage to stage unchanged. A period of 12 means 12
 * bars of any length, on the assumption that the shape of a pattern holds across time scales.
 */
export const documentedStages: readonly Stage[] = [
  {
    ...{ name: 'discovery', interval: day, population: 50, generations: 20, apart: true, best: 2, keep: 10 },
    ...{ mutation: 0.3, crossover: 0.7, elitism: 0.2 },
  },
  {
    ...{ name: 'refinement', interval: hour, population: 100, generations: 15, apart: false, best: 1, keep: 5 },
    ...{ mutation: 0.2, crossover: 0.8, elitism: 0.25 },
  },
  {
    ...{ name: 'precision', interval: minute, population: 200, generations: 10, apart: false, best: 1, keep: 3 },
    ...{ mutation: 0.1, crossover: 0.9, elitism: 0.1 },
  },
]

/**
 * The documented stages with other bar intervals and another size of the population.
 *
 * @param intervals longest first
 * @param scale multiplies the population (minimum 4); its square root multiplies the generations (minimum 2)
 * @throws RangeError on a wrong number of intervals, or on one that does not divide the one before
 */
export function stagesOn(intervals: readonly DurationMs[], scale: number): readonly Stage[] {
  if (intervals.length !== documentedStages.length)
    throw new RangeError(`expected ${documentedStages.length} intervals, longest first, found ${intervals.length}`)
  intervals.forEach((interval, i) => {
    if (i > 0 && !(interval < intervals[i - 1] && intervals[i - 1] % interval === 0))
      throw new RangeError('expected each interval to divide the one before, such as 1d,4h,1h')
  })
  const sized = (count: number) => Math.max(4, Math.round(scale * count))
  return documentedStages.map((stage, i) => ({
    ...stage,
    interval: intervals[i],
    population: sized(stage.population),
    generations: Math.max(2, Math.round(Math.sqrt(scale) * stage.generations)),
  }))
}

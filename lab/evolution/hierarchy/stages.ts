import type { DurationMs, Fraction } from '../../market/units.ts'
import { day, hour, minute } from '../../market/units.ts'

/** One stage of a hierarchical search: what is found on long bars is where the next stage, on shorter ones, begins. */
export interface Stage {
  readonly name: string
  readonly interval: DurationMs
  readonly population: number
  readonly generations: number
  /** Whether each symbol is searched by itself; else all of them together. */
  readonly apart: boolean
  /** Genomes that each search hands on. */
  readonly best: number
  /** Genomes that go on to the next stage, of all searches. */
  readonly keep: number
  readonly mutation: Fraction
  readonly crossover: Fraction
  readonly elitism: Fraction
}

/**
 * The three stages as they were documented. There, no market data entered: fitness was made of the genome itself and of chance. Genes carry over as
 * they are: a period of twelve is twelve bars, of whichever length, since it is the shape of a pattern that is thought to hold across scales.
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
 * The same on other intervals, and smaller or larger.
 *
 * @param intervals longest first
 * @throws RangeError on as many as there are no stages, or on one that is not shorter than the one before
 */
export function stagesOn(intervals: readonly DurationMs[], scale: number): readonly Stage[] {
  if (intervals.length !== documentedStages.length)
    throw new RangeError(`expected ${documentedStages.length} intervals, longest first, found ${intervals.length}`)
  intervals.forEach((interval, i) => {
    if (i > 0 && !(interval < intervals[i - 1] && intervals[i - 1] % interval === 0))
      throw new RangeError('expected intervals of which each is a whole part of the one before, such as 1d,4h,1h')
  })
  const sized = (count: number) => Math.max(4, Math.round(scale * count))
  return documentedStages.map((stage, i) => ({
    ...stage,
    interval: intervals[i],
    population: sized(stage.population),
    generations: Math.max(2, Math.round(Math.sqrt(scale) * stage.generations)),
  }))
}

import { type FastOutcome, fastBacktest, type Slow } from '../backtest/fast/fast.ts'
import { strategyOf } from '../genome/strategy-of.ts'
import type { Indicators } from '../indicators/memo.ts'
import { type Course, type Dataset, type Measure, plainMeasure, type Trial } from './measure.ts'
import type { Measured } from './measured.ts'

export interface FastMeasure {
  readonly one: Measure
  /**
   * Many trials, in whatever order is the fastest.
   *
   * @param told hears of each, by its place
   */
  readonly all: (trials: readonly Trial[], told: (measured: Measured, i: number) => void) => void
}

/**
 * What the plain evaluator measures, many times as fast; where the fast one does not know the answer, by the plain one itself.
 *
 * @param kernel see `kernelModule`
 * @param onSlow hears why, of every backtest that the plain evaluator had to make
 */
export function fastMeasure(
  dataset: Dataset,
  indicators: Indicators,
  kernel: WebAssembly.Module,
  onSlow?: (why: Slow) => void,
): FastMeasure {
  const { plan, instruments } = dataset
  const fast = fastBacktest(dataset.market, kernel)
  const slowly = plainMeasure(dataset, indicators)
  return { one, all }

  function one(genome: Trial['genome'], course: Course): Measured {
    const found: Measured[] = []
    all([{ genome, course }], measured => found.push(measured))
    return found[0]
  }

  function all(trials: readonly Trial[], told: (measured: Measured, i: number) => void): void {
    for (const places of alike(trials)) {
      const { segment, costs, universe = plan.universe } = trials[places[0]].course
      const planned = { ...plan, universe }
      const strategies = places.map(i => strategyOf(trials[i].genome, planned))
      fast.runAll(strategies, { cash: plan.cash, costs, instruments, ...segment }, indicators, (outcome, k) =>
        told(known(outcome, trials[places[k]]), places[k]),
      )
    }
  }

  function known(outcome: FastOutcome, { genome, course }: Trial): Measured {
    if (!('slow' in outcome)) return outcome
    onSlow?.(outcome.slow)
    return slowly(genome, course)
  }
}

/** Places of trials on one course together, those of one idea side by side: what they look at is then computed once. */
function alike(trials: readonly Trial[]): readonly (readonly number[])[] {
  const courses = new Map<string, number[]>()
  for (const [i, { course }] of trials.entries()) {
    const { segment, universe, costs } = course
    const key = `${segment.from}|${segment.to}|${universe?.join() ?? ''}|${JSON.stringify(costs)}`
    const places = courses.get(key)
    if (places) places.push(i)
    else courses.set(key, [i])
  }
  const seed = (i: number) => trials[i].genome.seed
  return [...courses.values()].map(places =>
    places.sort((a, b) => (seed(a) < seed(b) ? -1 : seed(a) > seed(b) ? 1 : a - b)),
  )
}

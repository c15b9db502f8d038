import { backtestGenome as backtestOf, type Dataset } from '../evolution/measure.ts'
import type { Genome } from '../genome/genome.ts'
import { type Indicators, plain } from '../indicators/memo.ts'
import type { Costs } from '../market/fees.ts'
import type { Outcome } from '../market/outcome.ts'
import { type TimeRangeInput, timeOf } from '../market/time-input.ts'

/** Trades a genome of a search over a time range, at given costs. */
export const backtestGenome = (
  genome: Genome,
  dataset: Dataset,
  { from, to }: TimeRangeInput,
  costs: Costs = dataset.plan.costs,
  indicators: Indicators = plain,
): Outcome => backtestOf(genome, dataset, { from: timeOf(from), to: timeOf(to) }, costs, indicators)

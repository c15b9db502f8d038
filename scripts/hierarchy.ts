import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import type { Generation } from '../lab/evolution/generation.ts'
import {
  type Cost,
  type CostComparison,
  compareCosts,
  costOf,
  sumOf,
} from '../lab/evolution/hierarchy/cost-comparison.ts'
import { stageSearchesOf, survivorsOf } from '../lab/evolution/hierarchy/stage-searches.ts'
import { documentedStages, type Stage, stagesOn } from '../lab/evolution/hierarchy/stages.ts'
import type { Dataset } from '../lab/evolution/measure.ts'
import { makePlan, type PlanOptions, splitTime } from '../lab/evolution/plan.ts'
import { defaultSearch } from '../lab/evolution/search-settings.ts'
import type { Genome } from '../lab/genome/genome.ts'
import { parseInput } from '../lab/input-error.ts'
import { type Bars, rowAt } from '../lab/market/bars.ts'
import { resample } from '../lab/market/resample.ts'
import { type DurationMs, type EpochMs, parseInterval, parseTime, showInterval } from '../lab/market/units.ts'
import { quantile } from '../lab/models/quantile.ts'
import { writeSealed } from '../lab/runs/run-folder.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { sharedMarket } from '../lab/workers/threads/shared-market.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside } from './terminal/history.ts'
import { interruptible } from './terminal/interrupt.ts'
import { marketFor } from './terminal/market.ts'
import { runAt } from './terminal/run-at.ts'
import { searchWithBar } from './terminal/search.ts'
import { number, table } from './terminal/table.ts'

interface Options {
  readonly name: string
  readonly venue: string
  readonly symbols: readonly string[]
  readonly from: EpochMs
  readonly to: EpochMs
  readonly seeds?: readonly string[]
  readonly intervals: readonly DurationMs[]
  readonly scale: number
  readonly patience: number
  readonly seed: number
  readonly repeat: number
  readonly workers: number
  readonly lake: string
  readonly runs: string
}

await new Command('hierarchy')
  .description(
    'Search on long bars first, then on shorter ones around the genomes found, and compare the cost with one search on the shortest bars alone. ' +
      'Every search is a run of its own, and the same command continues interrupted ones.',
  )
  .requiredOption('--name <name>', 'name of the folder for its runs')
  .requiredOption('--venue <name>', 'venue of the bars, such as binance')
  .requiredOption('--symbols <list>', 'symbols, such as BTC,ETH,SOL', text => text.split(','))
  .requiredOption('--from <time>', 'start of training, UTC, such as 2023-01', text =>
    parseInput('--from', text, parseTime),
  )
  .requiredOption('--to <time>', 'end of the locked test, UTC', text => parseInput('--to', text, parseTime))
  .option('--seeds <list>', 'competing seeds, such as ema-cross,rsi (default: all without a model or formula)', text =>
    text.split(','),
  )
  .addOption(
    new Option(
      '--intervals <list>',
      'bar lengths of the three stages, longest first; the lake must hold the shortest, from which the others are made',
    )
      .argParser(text => text.split(',').map(each => parseInput('--intervals', each, parseInterval)))
      .default(
        documentedStages.map(({ interval }) => interval),
        documentedStages.map(({ interval }) => showInterval(interval)).join(','),
      ),
  )
  .option(
    '--scale <factor>',
    'multiple of the documented populations; generations are multiplied by its square root',
    decimal('--scale', 0.01),
    1,
  )
  .option(
    '--patience <factor>',
    'bars that the flat search may evaluate, as a multiple of those of the hierarchy',
    decimal('--patience', 0.1),
    2,
  )
  .option('--seed <number>', 'random seed', whole('--seed', 0), 1)
  .option('--repeat <count>', 'number of repetitions, with successive random seeds', whole('--repeat', 1), 1)
  .option(
    '--workers <count>',
    'number of threads; results do not depend on it',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--lake <folder>', 'lake folder; the trial ledger lies beside it', 'data/lake')
  .option('--runs <folder>', 'folder of runs', 'runs')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(options: Options): Promise<void> {
  const stages = stagesOn(options.intervals, options.scale)
  const finest = await finestMarket(options, stages)
  const interrupt = interruptible('stopping: finished generations are saved …')
  const staged = { options, stages, finest, signal: interrupt.signal }
  const all: CostComparison[] = []
  for (let seed = options.seed; seed < options.seed + options.repeat; seed++) {
    const comparison = await searchedStages(staged, seed)
    if (!comparison) {
      interrupt.done()
      console.log('stopped: the same command continues')
      process.exitCode = 130
      return
    }
    all.push(comparison)
  }
  interrupt.done()
  await writeSealed(join(options.runs, options.name, 'savings.json'), all)
  console.log(shown(all, options))
}

interface StagedSearch {
  readonly options: Options
  readonly stages: readonly Stage[]
  /** Bars of the last stage. */
  readonly finest: readonly Bars[]
  readonly signal: AbortSignal
}

/** Searches stage by stage, then flat. @returns `undefined` after an interruption */
async function searchedStages(staged: StagedSearch, seed: number): Promise<CostComparison | undefined> {
  const { options, stages, finest } = staged
  let start: readonly Genome[] = []
  let best = Number.NEGATIVE_INFINITY
  const costs: Cost[] = []
  for (const stage of stages) {
    const market = sharedMarket(
      finest.map(bars => (bars.interval === stage.interval ? bars : resample(bars, stage.interval))),
    )
    const searched: (readonly Generation[])[] = []
    for (const stageSearch of stageSearchesOf(stage, options.symbols, start)) {
      const bars = market.filter(({ symbol }) => stageSearch.universe.includes(symbol))
      const { population, generations, mutation, crossover, elitism } = stage
      const search = { ...defaultSearch, population, generations, mutation, crossover, elitism }
      const found = await searchedIn(staged, seed, stageSearch.name, bars, { search, start: stageSearch.start })
      if (!found) return undefined
      searched.push(found)
      costs.push(costOf(found, barsEach(bars, options)))
    }
    const survivors = survivorsOf(stage, searched)
    start = survivors.map(({ genome }) => genome)
    best = survivors[0].score.fitness
    console.log(
      `${stage.name}, ${showInterval(stage.interval)}: ${searched.length} searches, best fitness ${number(best)} (${start[0].seed})`,
    )
  }
  const cost = sumOf(costs)
  const last = stages[stages.length - 1]
  const each = barsEach(finest, options)
  const evaluations = Math.max(last.population, Math.ceil((options.patience * cost.bars) / each))
  const search = { ...defaultSearch, population: last.population, generations: evaluations, stop: { evaluations } }
  const flat = await searchedIn(staged, seed, 'flat', finest, { search })
  return flat && compareCosts({ ...cost, best }, flat, each)
}

/** Runs one search, continuing its run if there is one. @returns `undefined` after an interruption */
async function searchedIn(
  { options, signal }: StagedSearch,
  seed: number,
  stageSearch: string,
  market: readonly Bars[],
  terms: Pick<PlanOptions, 'search' | 'start'>,
): Promise<readonly Generation[] | undefined> {
  const { name, from, to, seeds, workers, lake, runs } = options
  const plan = makePlan(market, {
    ...{ name: `${name}-${seed}-${stageSearch}`, seedNumber: seed, data: dataSeen(market, fingerprint), from, to },
    ...(seeds && { seeds }),
    ...terms,
  })
  const folder = await runAt(join(runs, name, `${seed}-${stageSearch}`), plan, 'choose another --name')
  const dataset = { market, instruments: instrumentsOf(market) }
  const pool = (whole: Dataset) => startWorkers(workers, whole)
  const { generations } = await searchWithBar(folder, dataset, { pool, signal, ledger: ledgerBeside(lake) })
  return signal.aborted ? undefined : generations
}

/** Bars of the shortest interval, with the longest warm-up that a genome needs on bars of the longest interval. */
function finestMarket(options: Options, stages: readonly Stage[]): Promise<readonly Bars[]> {
  const { venue, symbols, from, to, seeds, lake } = options
  const [{ interval: longest }, { interval }] = [stages[0], stages[stages.length - 1]]
  return marketFor(lake, { venue, symbols, interval, from, to }, { ...(seeds && { seeds }) }, longest)
}

/** Number of bars in training, summed over symbols: the bars that one evaluation reads. */
function barsEach(market: readonly Bars[], { from, to }: Options): number {
  const { train } = splitTime(from, to)
  return market.reduce((sum, bars) => sum + rowAt(bars, train.to) - rowAt(bars, train.from), 0)
}

function shown(all: readonly CostComparison[], { seed, patience }: Options): string {
  const millions = (bars: number) => (bars / 1e6).toFixed(1)
  const rows = all.map(({ hierarchy, flat, equal, saved }, i) => [
    String(seed + i),
    ...[number(hierarchy.best), hierarchy.evaluations.toFixed(0), millions(hierarchy.bars)],
    number(flat.best),
    equal ? equal.evaluations.toFixed(0) : `not in ${flat.evaluations.toFixed(0)}`,
    ...[equal ? millions(equal.bars) : `not in ${millions(flat.bars)}`, times(saved?.evaluations), times(saved?.bars)],
  ])
  const head = [
    'seed',
    'hierarchy best',
    'evaluations',
    'M bars',
    'flat best',
    'evaluations to equal',
    'M bars to equal',
    'hierarchy/flat, evaluations',
    'bars',
  ]
  const reached = all.flatMap(({ saved }) => saved ?? [])
  const median = (values: readonly number[]) => times(quantile(Float64Array.from(values), 0.5))
  const sum =
    reached.length === 0
      ? `The flat search never reached the hierarchy's fitness with ${patience} times its bars.`
      : `The flat search reached the hierarchy's fitness in ${reached.length} of ${all.length} repetitions. In these, the hierarchy took ${median(reached.map(({ evaluations }) => evaluations))} the evaluations and ${median(reached.map(({ bars }) => bars))} the bars of the flat search (median); below 1 × it saved work.`
  return `\nFitness in training on the bars of the last stage.\n\n${table(head, rows)}\n\n${sum}`
}

/** Cost of the hierarchy as a multiple of the flat search's, from the share that it saved. */
function times(saved: number | undefined): string {
  return saved === undefined ? '—' : `${number(1 - saved)} ×`
}

import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { readMarket } from '../lab/data/ask.ts'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { parseInput } from '../lab/data/input-error.ts'
import { openLake } from '../lab/data/lake.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/ground.ts'
import { longestWarmup } from '../lab/evolution/longest-warmup.ts'
import { makePlan } from '../lab/evolution/plan.ts'
import { createRun, openRun, type RunFolder } from '../lab/evolution/run-folder.ts'
import { defaultSearch } from '../lab/evolution/searching.ts'
import { type DurationMs, type EpochMs, parseInterval, parseTime } from '../lab/market/units.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside } from './terminal/history.ts'
import { interruptible } from './terminal/interrupt.ts'
import { marketOf } from './terminal/market.ts'
import { searchWithBar } from './terminal/search.ts'
import { number, percent, table } from './terminal/table.ts'

interface Options {
  readonly name?: string
  readonly resume?: string
  readonly venue?: string
  readonly symbols?: readonly string[]
  readonly seeds?: readonly string[]
  readonly enhancers?: readonly string[]
  readonly interval: DurationMs
  readonly from?: EpochMs
  readonly to?: EpochMs
  readonly seed: number
  readonly population: number
  readonly generations: number
  readonly cash: number
  readonly workers: number
  readonly lake: string
  readonly runs: string
}

await new Command('evolve')
  .description(
    'Search for a strategy by genetic evolution, over bars from the lake. Ctrl-C keeps every finished generation.',
  )
  .option('--name <name>', 'of the run, and of the strategy that may come of it')
  .option('--resume <folder>', 'carry on an interrupted run; all its choices are kept')
  .option('--venue <name>', 'whose bars, such as binance')
  .option('--symbols <list>', 'such as BTC,ETH,SOL', list)
  .option(
    '--interval <interval>',
    'of the bars',
    text => parseInput('--interval', text, parseInterval),
    parseInterval('1h'),
  )
  .option('--from <time>', 'first bar to train on, UTC, such as 2023-01', text => parseInput('--from', text, parseTime))
  .option('--to <time>', 'end of the locked test, UTC', text => parseInput('--to', text, parseTime))
  .option(
    '--seeds <list>',
    'ideas that compete, such as ema-cross,linear-svc; all that need no model or formula and whose columns are known, when left out',
    list,
  )
  .option('--enhancers <list>', 'bred along with every idea, such as threshold,regime', list)
  .option('--seed <number>', 'random seed: the same number, the same champion', whole('--seed', 0), 1)
  .option('--population <count>', 'genomes in a generation', whole('--population', 4), defaultSearch.population)
  .option('--generations <count>', 'generations', whole('--generations', 1), defaultSearch.generations)
  .option('--cash <usd>', 'in the wallet at the start', whole('--cash', 1), 10_000)
  .option(
    '--workers <count>',
    'threads; the result does not depend on them',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--lake <folder>', 'the lake', 'data/lake')
  .option('--runs <folder>', 'where runs are kept', 'runs')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(options: Options): Promise<void> {
  const folder = options.resume ? openRun(options.resume) : await begin(options)
  const market = await marketOf(folder.plan, options.lake)
  const interrupt = interruptible('stopping: finished generations are saved …')
  const generations = await searchWithBar(
    folder,
    { market, instruments: instrumentsOf(market) },
    { workers: options.workers, signal: interrupt.signal, ledger: ledgerBeside(options.lake) },
  )
  interrupt.done()
  if (interrupt.signal.aborted) {
    console.log(
      `${generations.length} of ${folder.plan.search.generations} generations are saved; carry on with --resume ${folder.path}`,
    )
    process.exitCode = 130
    return
  }
  const last = generations[generations.length - 1]
  console.log(
    table(
      ['seed', ['genes', ...(folder.plan.enhancers ?? [])].join('; '), 'fitness', 'trades', 'return in training'],
      last.population
        .slice(0, 5)
        .map(({ genome, score }) => [
          genome.seed,
          [genome.genes, ...Object.values(genome.enhancers ?? {})].map(genesText).join('; '),
          number(score.fitness),
          String(score.trades),
          percent(score.totalReturn),
        ]),
    ),
  )
  const evaluations = generations.reduce((sum, { fresh }) => sum + fresh.length, 0)
  console.log(
    `\n${evaluations} backtests, all kept in ${folder.path}. Training says little: npx tsx scripts/promote.ts ${folder.path}`,
  )
}

async function begin({
  name,
  venue,
  symbols,
  interval,
  from,
  to,
  seed,
  seeds,
  enhancers,
  ...options
}: Options): Promise<RunFolder> {
  if (name === undefined || venue === undefined || symbols === undefined || from === undefined || to === undefined) {
    throw new RangeError('a new run needs --name, --venue, --symbols, --from and --to; an old one needs --resume')
  }
  const lake = await openLake(options.lake)
  try {
    // For the slowest genome that may be drawn, and a little more, since bars may be missing.
    const lead =
      Math.ceil(1.02 * longestWarmup({ ...(seeds && { seeds }), ...(enhancers && { enhancers }) })) * interval
    const market = await readMarket(lake, { venue, symbols, interval, from, to, lead })
    const search = { ...defaultSearch, population: options.population, generations: options.generations }
    const data = dataSeen(market, fingerprint)
    return await createRun(
      join(options.runs, name),
      makePlan(market, {
        ...{ name, seedNumber: seed, data, from, to, cash: options.cash, search },
        ...(seeds && { seeds }),
        ...(enhancers && { enhancers }),
      }),
    )
  } finally {
    lake.close()
  }
}

function list(text: string): readonly string[] {
  return text.split(',')
}

function genesText(genes: Readonly<Record<string, number>>): string {
  return Object.entries(genes)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { writeDurably } from '../lab/durable.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import { evaluationsIn } from '../lab/evolution/engine/stop.ts'
import { defaultFitness } from '../lab/evolution/fitness/rules.ts'
import { makePlan } from '../lab/evolution/plan.ts'
import { defaultSearch, type SearchSettings } from '../lab/evolution/search-settings.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import type { Bars } from '../lab/market/bars.ts'
import { parseInterval, parseTime } from '../lab/market/units.ts'
import { type PlanFile, parsePlanFile } from '../lab/runs/plan-file.ts'
import { createRun, openRun, type RunFolder } from '../lab/runs/run-folder.ts'
import { runReadme } from '../lab/runs/run-readme.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { sharedMarket } from '../lab/workers/threads/shared-market.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside } from './terminal/history.ts'
import { interruptible } from './terminal/interrupt.ts'
import { marketFor, marketOf } from './terminal/market.ts'
import { baselinesWithBar, searchWithBar, type Terms } from './terminal/search.ts'
import { writeEvolutionReport } from './terminal/search-report.ts'
import { showSearchResult } from './terminal/search-result.ts'

interface Options {
  readonly name?: string
  readonly resume?: string
  readonly venue?: string
  readonly symbols?: readonly string[]
  readonly listedLater?: true
  readonly seeds?: readonly string[]
  readonly enhancers?: readonly string[]
  readonly interval?: string
  readonly from?: string
  readonly to?: string
  readonly seed?: number
  readonly method?: SearchSettings['method']
  readonly population?: number
  readonly generations?: number
  readonly cash?: number
  readonly workers: number
  readonly baselines: boolean
  readonly redis?: string
  readonly queue?: string
  readonly snapshots: string
  readonly localUnder: number
  readonly lostAfter: number
  readonly lake: string
  readonly runs: string
}

await new Command('evolve')
  .description(
    'Search for a strategy by genetic evolution over bars from the lake. Ctrl-C stops the search and keeps every finished generation.',
  )
  .argument('[plan]', 'YAML file with these options and more, described in lab/runs/README.md; options override it')
  .option('--name <name>', 'name of the run, and of a strategy promoted from it')
  .option('--resume <folder>', 'folder of an interrupted run to continue with its own settings')
  .option('--venue <name>', 'venue of the bars, such as binance')
  .option('--symbols <list>', 'symbols, such as BTC,ETH,SOL', list)
  .option('--interval <interval>', 'bar length (default: 1h)', sound('--interval', parseInterval))
  .option('--from <time>', 'start of training, UTC, such as 2023-01', sound('--from', parseTime))
  .option('--to <time>', 'end of the locked test, UTC', sound('--to', parseTime))
  .option('--listed-later', 'permission for symbols listed after --from, traded from their first bar on')
  .option(
    '--seeds <list>',
    'competing seeds, such as ema-cross,linear-svc (default: all without a model or formula whose columns the lake has)',
    list,
  )
  .option('--enhancers <list>', 'enhancers evolved with every seed, such as threshold,regime (default: none)', list)
  .option('--seed <number>', 'random seed; the same number gives the same champion (default: 1)', whole('--seed', 0))
  .option('--method <method>', `search method: genetic, random or grid (default: ${defaultSearch.method})`, method)
  .option(
    '--population <count>',
    `genomes per generation (default: ${defaultSearch.population})`,
    whole('--population', 4),
  )
  .option(
    '--generations <count>',
    `most generations (default: ${defaultSearch.generations})`,
    whole('--generations', 1),
  )
  .option('--cash <usd>', 'cash at the start, USD (default: 10000)', whole('--cash', 1))
  .option(
    '--workers <count>',
    'number of threads; results do not depend on it',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--no-baselines', 'no comparison with random and grid search, which cost as much again each')
  .option('--redis <url>', 'URL of the Redis through which remote workers evaluate, started by scripts/worker.ts')
  .option('--queue <name>', 'queue name, for several runs that share a Redis')
  .option(
    '--snapshots <place>',
    'store of the bars for remote workers: a folder that all can read, or s3://bucket/prefix',
    'data/snapshots',
  )
  .option(
    '--lost-after <seconds>',
    'silence after which a worker counts as lost, seconds',
    decimal('--lost-after', 1),
    15,
  )
  .option(
    '--local-under <count>',
    'population below which this machine evaluates alone, in spite of --redis',
    whole('--local-under', 0),
    50,
  )
  .option('--lake <folder>', 'lake folder; the trial ledger lies beside it', 'data/lake')
  .option('--runs <folder>', 'folder of runs', 'runs')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(file: string | undefined, options: Options): Promise<void> {
  const { folder, market } = options.resume ? await resume(options.resume, options) : await begin(file, options)
  const { plan, path } = folder
  const dataset = { market, instruments: instrumentsOf(market) }
  const interrupt = interruptible('stopping: finished generations are saved …')
  const terms = {
    pool: poolOf(plan.search.population, options),
    ...{ signal: interrupt.signal, ledger: ledgerBeside(options.lake) },
  }
  const { generations, ...counted } = await searchWithBar(folder, dataset, terms)
  if (interrupt.signal.aborted) {
    interrupt.done()
    console.log(
      `${generations.length} of ${plan.search.generations} generations are saved; continue with --resume ${path}`,
    )
    process.exitCode = 130
    return
  }
  const baselines =
    options.baselines && plan.search.method === 'genetic'
      ? await baselinesWithBar(folder, dataset, generations, terms)
      : undefined
  interrupt.done()
  const report = await writeEvolutionReport(folder, dataset, { generations, baselines, counted })
  console.log(showSearchResult(plan, generations, baselines))
  console.log(
    `\n${evaluationsIn(generations)} backtests, saved in ${path}; report: ${report}. A training result proves little, so judge it: npx tsx scripts/promote.ts ${path}`,
  )
}

/** A run and its bars, in memory that threads share. */
interface Begun {
  readonly folder: RunFolder
  readonly market: readonly Bars[]
}

async function resume(path: string, { lake }: Options): Promise<Begun> {
  const folder = openRun(path)
  return { folder, market: sharedMarket(await marketOf(folder.plan, lake)) }
}

async function begin(file: string | undefined, options: Options): Promise<Begun> {
  const [written, flags]: readonly PlanFile[] = [file === undefined ? {} : readPlan(file), given(options)]
  const asked: PlanFile = { ...written, ...flags, search: { ...written.search, ...flags.search } }
  const { name, venue, symbols, interval = '1h', from, to, seeds, enhancers, seed = 1, cash } = asked
  if (name === undefined || venue === undefined || symbols === undefined || from === undefined || to === undefined) {
    throw new InputError(
      'a new run needs a name, a venue, symbols, --from and --to, as options or in a plan file; use --resume to continue a run',
    )
  }
  const bars = parseInput('--interval', interval, parseInterval)
  const span = {
    from: parseInput('--from', String(from), parseTime),
    to: parseInput('--to', String(to), parseTime),
  }
  const space = {
    ...(seeds && { seeds }),
    ...(enhancers && { enhancers }),
    ...(asked.evolve && { evolve: asked.evolve }),
  }
  const sought = {
    venue,
    symbols,
    interval: bars,
    ...span,
    ...(asked.listedLater && { listedLater: true as const }),
  }
  const market = await marketFor(options.lake, sought, space)
  const plan = makePlan(market, {
    ...{ name, seedNumber: seed, data: dataSeen(market, fingerprint), ...span, ...space },
    ...(cash !== undefined && { cash }),
    search: { ...defaultSearch, ...asked.search },
    fitness: { ...defaultFitness, ...asked.fitness },
  })
  const folder = await createRun(join(options.runs, name), plan)
  await writeDurably(join(folder.path, 'README.md'), runReadme(plan))
  return { folder, market }
}

/** Evaluates with threads of this process, or with the workers of a Redis queue. */
function poolOf(population: number, { workers, redis, queue, localUnder, ...options }: Options): Terms['pool'] {
  if (redis === undefined) return dataset => startWorkers(workers, dataset)
  if (population < localUnder) {
    console.error(`a population of ${population} is evaluated on this machine alone (--local-under ${localUnder})`)
    return dataset => startWorkers(workers, dataset)
  }
  const tell = (news: string) => console.error(news)
  return async dataset => {
    // These modules take a second to load, so a local search does not import them.
    const { openSnapshots } = await import('../lab/workers/snapshots/open.ts')
    const { startQueue } = await import('../lab/workers/queue/submit.ts')
    const [snapshots, lostAfter] = [openSnapshots(options.snapshots), 1_000 * options.lostAfter]
    return startQueue(dataset, { redis, ...(queue && { queue }), snapshots, lostAfter, tell })
  }
}

/** The options as fields of a plan file. */
function given({ population, generations, method, ...flags }: Options): PlanFile {
  const { name, venue, symbols, interval, from, to, listedLater, seeds, enhancers, seed, cash } = flags
  const search = defined({ population, generations, method })
  return {
    ...defined({ name, venue, symbols, interval, from, to, listedLater, seeds, enhancers, seed, cash }),
    ...(Object.keys(search).length > 0 && { search }),
  }
}

/** @throws InputError with every flaw of the file, one per line */
function readPlan(file: string): PlanFile {
  const read = parsePlanFile(readFileSync(file, 'utf8'))
  if (!read.ok) throw new InputError(read.error.map(flaw => showFlaw(flaw, file)).join('\n'))
  return read.value
}

/** Checks an option's text at once and returns it unchanged, because a plan file holds the same text. */
function sound(flag: string, parse: (text: string) => unknown) {
  return (text: string) => {
    parseInput(flag, text, parse)
    return text
  }
}

function list(text: string): string[] {
  return text.split(',')
}

function method(text: string): SearchSettings['method'] {
  if (text === 'genetic' || text === 'random' || text === 'grid') return text
  throw new InputError(`--method: expected genetic, random or grid, found "${text}"`)
}

function defined<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never
}

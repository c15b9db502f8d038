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
    'Search for a strategy by genetic evolution, over bars from the lake. Ctrl-C keeps every finished generation.',
  )
  .argument('[plan]', 'YAML file that says what follows, and more: see lab/runs/README.md; flags win over it')
  .option('--name <name>', 'of the run, and of the strategy that may come of it')
  .option('--resume <folder>', 'carry on an interrupted run; all its choices are kept')
  .option('--venue <name>', 'whose bars, such as binance')
  .option('--symbols <list>', 'such as BTC,ETH,SOL', list)
  .option('--interval <interval>', 'of the bars; 1h when left out', sound('--interval', parseInterval))
  .option('--from <time>', 'first bar to train on, UTC, such as 2023-01', sound('--from', parseTime))
  .option('--to <time>', 'end of the locked test, UTC', sound('--to', parseTime))
  .option('--listed-later', 'symbols may be listed after --from, and are traded from their first bar on')
  .option(
    '--seeds <list>',
    'ideas that compete, such as ema-cross,linear-svc; all that need no model or formula and whose columns are known, when left out',
    list,
  )
  .option('--enhancers <list>', 'bred along with every idea, such as threshold,regime', list)
  .option('--seed <number>', 'random seed: the same number, the same champion; 1 when left out', whole('--seed', 0))
  .option('--method <method>', 'genetic, random or grid', method)
  .option(
    '--population <count>',
    `genomes in a generation; ${defaultSearch.population} when left out`,
    whole('--population', 4),
  )
  .option('--generations <count>', `at most; ${defaultSearch.generations} when left out`, whole('--generations', 1))
  .option('--cash <usd>', 'in the wallet at the start; 10,000 when left out', whole('--cash', 1))
  .option(
    '--workers <count>',
    'threads; the result does not depend on them',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--no-baselines', 'do not hold the result against random search and a grid, which cost as much again each')
  .option('--redis <url>', 'let workers elsewhere evaluate: see scripts/worker.ts')
  .option('--queue <name>', 'of the work, where several runs share a Redis')
  .option(
    '--snapshots <place>',
    'where workers find the bars: a folder that all see, or s3://bucket/prefix',
    'data/snapshots',
  )
  .option('--lost-after <seconds>', 'of silence: a worker is then taken for lost', decimal('--lost-after', 1), 15)
  .option(
    '--local-under <count>',
    'a population smaller than this is not worth the way to other machines',
    whole('--local-under', 0),
    50,
  )
  .option('--lake <folder>', 'the lake; trials are counted beside it', 'data/lake')
  .option('--runs <folder>', 'where runs are kept', 'runs')
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
      `${generations.length} of ${plan.search.generations} generations are saved; carry on with --resume ${path}`,
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
    `\n${evaluationsIn(generations)} backtests, all kept in ${path} and drawn in ${report}. Training says little: npx tsx scripts/promote.ts ${path}`,
  )
}

/** A run, and the bars that it is on, in memory that threads share. */
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
      'a new run needs a name, a venue, symbols, and from when to when, as flags or in a plan file; an old one needs --resume',
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

/** Threads of this process, or whoever serves the queue. */
function poolOf(population: number, { workers, redis, queue, localUnder, ...options }: Options): Terms['pool'] {
  if (redis === undefined) return dataset => startWorkers(workers, dataset)
  if (population < localUnder) {
    console.error(`a population of ${population} stays on this machine (--local-under ${localUnder})`)
    return dataset => startWorkers(workers, dataset)
  }
  const tell = (news: string) => console.error(news)
  return async dataset => {
    // They take a second to load, which a search on this machine need not wait for.
    const { openSnapshots } = await import('../lab/workers/snapshots/open.ts')
    const { startQueue } = await import('../lab/workers/queue/submit.ts')
    const [snapshots, lostAfter] = [openSnapshots(options.snapshots), 1_000 * options.lostAfter]
    return startQueue(dataset, { redis, ...(queue && { queue }), snapshots, lostAfter, tell })
  }
}

/** What the flags say, in the words of a plan file. */
function given({ population, generations, method, ...flags }: Options): PlanFile {
  const { name, venue, symbols, interval, from, to, listedLater, seeds, enhancers, seed, cash } = flags
  const search = defined({ population, generations, method })
  return {
    ...defined({ name, venue, symbols, interval, from, to, listedLater, seeds, enhancers, seed, cash }),
    ...(Object.keys(search).length > 0 && { search }),
  }
}

/** @throws InputError with every flaw of the file, a line each */
function readPlan(file: string): PlanFile {
  const read = parsePlanFile(readFileSync(file, 'utf8'))
  if (!read.ok) throw new InputError(read.error.map(flaw => showFlaw(flaw, file)).join('\n'))
  return read.value
}

/** The text itself, which a plan file may say too; what is wrong with it is said at once. */
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

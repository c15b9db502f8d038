import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { openLake } from '../lab/data/lake/lake.ts'
import { readMarket } from '../lab/data/read-market.ts'
import { createMemo, memoised } from '../lab/indicators/memo.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { type Bars, between } from '../lab/market/bars.ts'
import { day, type EpochMs, type Fraction, parseTime, showInterval, showTime } from '../lab/market/units.ts'
import { fail as failed, type Result } from '../lab/result.ts'
import type { AllocationRules } from '../lab/strategy/allocation/allocation.ts'
import { warmupOf } from '../lab/strategy/exposure.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { percent, plainNumber } from '../lab/strategy/yaml/quantity.ts'
import type { Scalar } from '../lab/strategy/yaml/shape.ts'
import { allocationReport } from '../lab/validation/allocation-report.ts'
import { showAllocation } from '../lab/validation/show-allocation.ts'
import { trackRecord } from '../lab/validation/track-record.ts'
import { loadStrategy } from '../runtime/load.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { spareBars } from './terminal/market.ts'
import { modelsBeside } from './terminal/models.ts'
import { progress } from './terminal/progress.ts'
import { table } from './terminal/table.ts'

interface Options {
  readonly bars: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly method: AllocationRules['method']
  readonly maxShare?: Fraction
  readonly correlatedAbove?: number
  readonly correlatedShare?: Fraction
  readonly cash: number
  readonly json: boolean
  readonly lake: string
}

interface Loaded {
  readonly file: string
  readonly strategy: Strategy
}

/** Default |correlation| above which two strategies count as correlated. */
const defaultCorrelatedAbove = 0.7

const methods: readonly AllocationRules['method'][] = ['inverse-volatility', 'risk-parity', 'fitness', 'equal']
const share = percent<Fraction>({ above: 0, max: 100 }, '40 %')

await new Command('allocate')
  .description(
    'Divide capital among several strategies by their backtested daily returns, each traded alone over bars from the lake, costs included.',
  )
  .argument('<file...>', 'strategy files')
  .requiredOption('--bars <venue>', 'venue of the bars, such as binance')
  .requiredOption('--from <time>', 'first day, UTC, such as 2024-01', midnight('--from'))
  .requiredOption('--to <time>', 'end, UTC, exclusive', midnight('--to'))
  .addOption(
    new Option('--method <name>', 'allocation method; fitness is the annual Sharpe ratio of daily returns')
      .choices(methods)
      .makeOptionMandatory(),
  )
  .option(
    '--max-share <percent>',
    'largest share of one strategy, such as 40% (default: no limit)',
    value('--max-share', share),
  )
  .option(
    '--correlated-share <percent>',
    'largest total share of correlated strategies, such as 50% (default: no limit)',
    value('--correlated-share', share),
  )
  .option(
    '--correlated-above <correlation>',
    `absolute correlation of daily returns above which strategies count as correlated (default: ${defaultCorrelatedAbove})`,
    value('--correlated-above', plainNumber({ min: 0, max: 1 }, '0.7')),
  )
  .option('--cash <usd>', 'cash of each strategy at the start, USD', whole('--cash', 1), 10_000)
  .option('--json', 'JSON output: shares, reasons, correlations', false)
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(files: readonly string[], options: Options): Promise<void> {
  const { bars: venue, from, to, cash, json } = options
  if (to <= from) throw new InputError(`--to: expected a day after ${showTime(from)}, found ${showTime(to)}`)
  const rules = rulesOf(options)
  const loaded = load(files)
  const markets = await readMarkets(loaded, options)
  const tried = backtestAll(loaded, markets, options)
  const lost = tried.flatMap(({ file, record }) => {
    const end = record.outcome.executions.find(({ reason }) => reason === 'liquidation')
    if (!end) return []
    return [`${file}: liquidated at ${showTime(end.at)} UTC, so it has no returns after that: leave it out`]
  })
  if (lost.length > 0) throw new InputError(lost.join('\n'))
  const report = allocationReport(tried, rules, { venue, from, to, cash })
  console.log(json ? JSON.stringify(report) : showAllocation(report, table))
}

function backtestAll(
  loaded: readonly Loaded[],
  markets: readonly (readonly Bars[])[],
  period: Pick<Options, 'from' | 'to' | 'cash'>,
) {
  const indicators = memoised(createMemo(96 * 2 ** 20))
  const bar = progress(`backtesting ${loaded.length} strategies`)
  try {
    return loaded.map(({ file, strategy }, i) => {
      bar.update(i / loaded.length, strategy.name)
      return { file, strategy, record: trackRecord(strategy, markets[i], period, indicators) }
    })
  } finally {
    bar.stop()
  }
}

function rulesOf({ method, maxShare, correlatedAbove, correlatedShare }: Options): AllocationRules {
  if (correlatedAbove !== undefined && correlatedShare === undefined) {
    throw new InputError('--correlated-above: expected --correlated-share with it, found none')
  }
  return {
    method,
    ...(maxShare !== undefined && { maxShare }),
    ...(correlatedShare !== undefined && {
      correlated: { above: correlatedAbove ?? defaultCorrelatedAbove, share: correlatedShare },
    }),
  }
}

/**
 * Loads all strategy files.
 *
 * @throws InputError with all flaws of all files, one per line; two files of the same strategy are a flaw
 */
function load(files: readonly string[]): readonly Loaded[] {
  const loaded = new Map<string, Loaded>()
  const flaws = files.flatMap(file => {
    const found = loadFile(file)
    if (!found.ok) return found.error
    const identity = identify(found.value)
    const same = loaded.get(identity)
    if (same) return [`${file}: the same strategy as ${same.file}, ${identity}: pass only one of them`]
    loaded.set(identity, { file, strategy: found.value })
    return []
  })
  if (flaws.length > 0) throw new InputError(flaws.join('\n'))
  return [...loaded.values()]
}

function loadFile(file: string): Result<Strategy, readonly string[]> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return failed([`${file}: cannot be read: ${error instanceof Error ? error.message : error}`])
  }
  const found = loadStrategy(text, { name: 'embedded', live: false }, modelsBeside(file))
  if (!found.ok) return failed(found.error.map(flaw => showFlaw(flaw, file)))
  const { interval } = found.value
  if (day % interval === 0) return found
  return failed([
    `${file}: bars of ${showInterval(interval)} do not fill a day, and allocation needs daily returns: leave it out`,
  ])
}

/**
 * Reads the bars of each strategy, including its warm-up. The result is in the order of the strategies. A series that
 * several strategies use is read only once.
 */
async function readMarkets(
  loaded: readonly Loaded[],
  { bars: venue, from, to, lake: root }: Options,
): Promise<readonly (readonly Bars[])[]> {
  const strategies = loaded.map(({ strategy }) => strategy)
  const leadOf = (strategy: Strategy) => (warmupOf(strategy) + spareBars) * strategy.interval
  const read: Bars[] = []
  const lake = await openLake(root)
  try {
    for (const interval of new Set(strategies.map(({ interval }) => interval))) {
      const all = strategies.filter(strategy => strategy.interval === interval)
      const symbols = [...new Set(all.flatMap(({ universe }) => universe))]
      read.push(...(await readMarket(lake, { venue, symbols, interval, from, to, lead: Math.max(...all.map(leadOf)) })))
    }
  } finally {
    lake.close()
  }
  // Each strategy gets exactly the bars that it needs, so that its returns do not depend on the other strategies.
  return strategies.map(strategy =>
    read
      .filter(({ symbol, interval }) => interval === strategy.interval && strategy.universe.includes(symbol))
      .map(bars => between(bars, from - leadOf(strategy), to)),
  )
}

/** Parser of an option that takes the start of a UTC day. */
function midnight(flag: string) {
  return (text: string): EpochMs =>
    parseInput(flag, text, raw => {
      const at = parseTime(raw)
      if (at % day === 0) return at
      throw new RangeError(`expected the start of a UTC day, because returns are daily, found "${raw}"`)
    })
}

/** Parser of an option in the notation of strategy files, with units. @throws InputError naming the flag */
function value<T>(flag: string, scalar: Scalar<T>) {
  return (text: string): T =>
    parseInput(flag, text, raw => {
      const found = scalar.read(raw)
      if (found.ok) return found.value
      throw new RangeError(typeof found.error === 'string' ? found.error : found.error.map(({ why }) => why).join('; '))
    })
}

import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { readBars } from '../lab/data/lake/read.ts'
import { dataSeen } from '../lab/evolution/dataset.ts'
import type { Dataset } from '../lab/evolution/measure.ts'
import { makePlan, type Segment } from '../lab/evolution/plan.ts'
import { over, type Survey, survey } from '../lab/evolution/survey.ts'
import { longestWarmup } from '../lab/genome/longest-warmup.ts'
import { createMemo, memoised } from '../lab/indicators/memo.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import type { Bars } from '../lab/market/bars.ts'
import { assumedInstrument, hyperliquidInstruments, syntheticInstrument } from '../lab/market/instruments.ts'
import { type DurationMs, type EpochMs, parseInterval, parseTime, showTime } from '../lab/market/units.ts'
import { seedNamed, seeds } from '../lab/seeds/index.ts'
import { lackedBy } from '../lab/strategy/require-columns.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { progress } from './terminal/progress.ts'
import { number, percent, table } from './terminal/table.ts'

interface Options {
  readonly venue: string
  readonly symbols: readonly string[]
  readonly interval: DurationMs
  readonly from: EpochMs
  readonly split: EpochMs
  readonly to: EpochMs
  readonly seeds: readonly string[]
  readonly tries: number
  readonly learnerTries: number
  readonly fraction: number
  readonly seed: number
  readonly workers: number
  readonly markdown: boolean
  readonly lake: string
}

/** The survey of one seed, and the number of symbols that it was made on. */
type Surveyed = Survey & { readonly symbols: number }

const head: readonly string[] = [
  ...['seed', 'symbols', 'tries', 'best of training'],
  ...['train return', 'train Sharpe', 'train drawdown', 'train trades'],
  ...['test return', 'test Sharpe', 'test drawdown', 'test trades', 'test costs'],
  ...['median train Sharpe', 'median test Sharpe'],
]

/** Cash at the start, USD. */
const cash = 10_000

const time = (flag: string) => (text: string) => parseInput(flag, text, parseTime)
const list = (text: string) => text.split(',')

await new Command('survey')
  .description(
    'Measure every seed without much search: draw a few random genomes, then report the best of training on the test period and the median of all. One account, costs included, no exits besides those of the seed.',
  )
  .requiredOption('--venue <name>', 'venue of the bars, such as binance')
  .requiredOption('--symbols <list>', 'symbols, such as BTC,ETH,SOL', list)
  .requiredOption('--from <time>', 'start of training, UTC, such as 2023-01', time('--from'))
  .requiredOption('--split <time>', 'end of training and start of the test, UTC', time('--split'))
  .requiredOption('--to <time>', 'end of the test, UTC', time('--to'))
  .addOption(
    new Option('--interval <interval>', 'bar length')
      .argParser(text => parseInput('--interval', text, parseInterval))
      .default(parseInterval('1h'), '1h'),
  )
  .option('--seeds <list>', 'seeds; by default all that need neither model nor formula', list, searchable())
  .option('--tries <count>', 'genomes per seed', whole('--tries', 1), 24)
  .option(
    '--learner-tries <count>',
    'genomes per seed with a learner, which takes longer',
    whole('--learner-tries', 1),
    4,
  )
  .option(
    '--fraction <share>',
    'notional of one symbol at full exposure, as a share of equity',
    decimal('--fraction', 0.001),
    0.03,
  )
  .option('--seed <number>', 'random seed', whole('--seed', 0), 1)
  .option(
    '--workers <count>',
    'number of threads; results do not depend on it',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--markdown', 'Markdown output', false)
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(options: Options): Promise<void> {
  const { venue, symbols, interval, from, split, to, lake: root } = options
  const lead = Math.ceil(1.02 * longestWarmup({ seeds: options.seeds })) * interval
  const lake = await openLake(root)
  const market: Bars[] = []
  try {
    for (const symbol of symbols) market.push(await readBars(lake, { venue, symbol, interval, from: from - lead, to }))
  } finally {
    lake.close()
  }
  for (const { symbol, close } of market) {
    if (close.length === 0) throw new InputError(`${venue} ${symbol}: the lake has no bars before ${showTime(to)}`)
  }
  const found: Surveyed[] = []
  if (options.markdown) console.log(`${line(head)}\n${line(head.map(() => '---'))}`)
  const bar = progress(`surveying ${options.seeds.length} seeds`)
  for (const [i, name] of options.seeds.entries()) {
    bar.update(i / options.seeds.length, name)
    const known = market.filter(bars => lackedBy({ name }, bars) === undefined)
    if (known.length === 0) continue
    const one = { ...(await surveyed(name, known, options)), symbols: known.length }
    found.push(one)
    if (options.markdown) console.log(line(row(one)))
  }
  bar.stop()
  const assumed = market.filter(one => !one.synthetic && !hyperliquidInstruments.has(one.symbol)).map(one => one.symbol)
  const late = ({ openTime }: Bars) => openTime[0] > from
  if (!options.markdown) console.log(table(head, found.map(row)))
  const synthetic = market.some(bars => bars.synthetic) ? 'SYNTHETIC market, ' : ''
  console.log(
    `\n${synthetic}${venue}, ${market.length} symbols, ${market.filter(late).length} of them listed after the start; training ${showTime(from)} to ${showTime(split)}, test to ${showTime(to)} UTC; random seed ${options.seed}.`,
  )
  if (assumed.length > 0)
    console.log(
      `Not in the table of Hyperliquid's instruments, so traded with assumed lot, tick and margin: ${assumed.join(', ')}.`,
    )
}

async function surveyed(name: string, market: readonly Bars[], options: Options): Promise<Survey> {
  const { from, split, to, tries, learnerTries, fraction, seed, workers } = options
  const plan = makePlan(market, {
    ...{
      name: 'survey',
      seedNumber: seed,
      data: dataSeen(market, fingerprint),
      from,
      to,
      seeds: [name],
      exits: {},
      cash,
    },
    sizing: { fraction, leverage: 3, rebalance: 0.25 },
  })
  const segments = { ...plan.segments, train: { from, to: split }, test: { from: split, to } }
  const instruments = new Map(market.map(({ symbol, synthetic }) => [symbol, rulesOf(symbol, synthetic)]))
  const dataset: Dataset = { plan: { ...plan, segments }, market, instruments }
  const evaluateOver =
    (segment: Segment) => async (genomes: Parameters<ReturnType<typeof startWorkers>['evaluate']>[0]) => {
      const pool = startWorkers(workers, { ...dataset, plan: over(dataset.plan, segment) })
      return pool.evaluate(genomes).finally(() => pool.close())
    }
  const count = seedNamed(name)?.learner ? learnerTries : tries
  return survey(name, count, dataset, evaluateOver, memoised(createMemo(96 * 2 ** 20)))
}

function row({ seed, symbols, tries, best, train, test, medianSharpe }: Surveyed): readonly string[] {
  const genes = Object.entries(best.genes).map(([gene, value]) => `${gene} ${Number(value.toPrecision(3))}`)
  return [
    ...[seed, String(symbols), String(tries), genes.join(', ')],
    ...[percent(train.totalReturn), number(train.sharpeAnnual), percent(train.maxDrawdown), String(train.trades)],
    ...[percent(test.totalReturn), number(test.sharpeAnnual), percent(test.maxDrawdown), String(test.trades)],
    percent((test.feesUsd + test.slippageUsd + test.fundingUsd) / cash),
    ...[number(medianSharpe.train), number(medianSharpe.test)],
  ]
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The instrument of Hyperliquid, or an assumed one for a symbol that it does not list. */
function rulesOf(symbol: string, synthetic: boolean) {
  if (synthetic) return syntheticInstrument(symbol)
  return hyperliquidInstruments.get(symbol) ?? assumedInstrument(symbol)
}

function searchable(): readonly string[] {
  return seeds.filter(({ requires }) => !requires).map(({ name }) => name)
}

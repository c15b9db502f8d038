import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { backtest } from '../../lab/backtest/backtest.ts'
import { fastBacktest } from '../../lab/backtest/fast/fast.ts'
import { type Metrics, metrics } from '../../lab/backtest/metrics.ts'
import { kernelModule } from '../../lab/bundle/kernel.ts'
import { wallClock } from '../../lab/clock.ts'
import { createMemo, memoised } from '../../lab/indicators/memo.ts'
import { table } from '../../scripts/terminal/table.ts'
import { startLoop } from './loop.ts'
import { instrumentOf, sweptBars, unfunded, withoutFunding, worldOf } from './market.ts'
import { settings, strategyOf } from './sweep.ts'

const { rounds } = new Command('npx tsx bench/peers/run.ts')
  .description(
    'Run the same sweep in vectorbt, backtesting.py, a C++ loop and this project, one after the other on one core each, and compare speed and results on the same bars, strategy and costs. Installs the peers into bench/peers/.venv.',
  )
  .option('--rounds <count>', 'minimum timed rounds per engine, after one warm-up round', Number, 15)
  .parse()
  .opts<{ rounds: number }>()

interface Sweep {
  readonly seconds: readonly number[]
  readonly trades: readonly number[]
  readonly returns: readonly number[]
  readonly version: string
}

const here = fileURLToPath(new URL('.', import.meta.url))
const count = 1_000
/** Number of settings that the slow engines walk. */
const few = 20

const swept = settings(count)
const bars = withoutFunding(sweptBars())
const world = worldOf(bars, unfunded(instrumentOf(bars)))

const folder = mkdtempSync(join(tmpdir(), 'seedbed-peers-'))
const { openTime, open, high, low, close } = bars
const bytes = (...numbers: readonly Iterable<number>[]) =>
  new Uint8Array(Float64Array.from(numbers.flatMap(some => [...some])).buffer)
writeFileSync(join(folder, 'bars.f64'), bytes(openTime, open, high, low, close))
writeFileSync(
  join(folder, 'settings.f64'),
  bytes(...swept.map(s => [s.fast, s.slow, s.rsi, s.below, s.range, s.distance])),
)

const python = join(here, '.venv', 'bin', 'python')
if (!existsSync(python)) {
  console.error('installing the peers into bench/peers/.venv …')
  execFileSync('python3', ['-m', 'venv', join(here, '.venv')])
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt')])
}
const peer = (script: string, ...args: readonly (string | number)[]): Sweep => {
  console.error(`${script} ${args.join(' ')} …`)
  const out = execFileSync(python, [join(here, script), folder, ...args.map(String)], { maxBuffer: 2 ** 28 })
  return JSON.parse(out.toString().trim().split('\n').at(-1) as string)
}

/** Minimum timed duration per engine, ms, so that brief load on the machine has little influence. */
const least = 10_000

const strategies = swept.map(setting => strategyOf(setting, bars))
const fast = fastBacktest([bars], await kernelModule())
const indicators = memoised(createMemo(64 * 2 ** 20))

function ours(): Sweep {
  const results = () => {
    const all: Metrics[] = []
    fast.runAll(strategies, world, indicators, (found, i) => {
      all.push('slow' in found ? metrics(backtest(strategies[i], [bars], world, indicators)) : found.metrics)
    })
    return all
  }
  const found = results()
  return {
    seconds: timed(results),
    trades: found.map(({ trades }) => trades),
    returns: found.map(({ totalReturn }) => totalReturn),
    version: `Node ${process.version}`,
  }
}

function plainly(): Sweep {
  const some = strategies.slice(0, few)
  const results = () => some.map(strategy => metrics(backtest(strategy, [bars], world, indicators)))
  const found = results()
  return {
    seconds: timed(results),
    trades: found.map(({ trades }) => trades),
    returns: found.map(({ totalReturn }) => totalReturn),
    version: `Node ${process.version}`,
  }
}

async function loop(): Promise<Sweep> {
  const started = await startLoop('g++', bars, world, swept)
  try {
    await started.round('full')
    const seconds: number[] = []
    const since = performance.now()
    while (seconds.length < rounds || performance.now() - since < least)
      seconds.push((await started.round('full')) / 1_000)
    const found = started.results()
    return {
      seconds,
      trades: found.map(({ trades }) => trades as number),
      returns: found.map(({ totalReturn }) => totalReturn as number),
      version: execFileSync('g++', ['-dumpfullversion']).toString().trim(),
    }
  } finally {
    started.close()
  }
}

function timed(work: () => unknown): readonly number[] {
  const seconds: number[] = []
  const since = performance.now()
  while (seconds.length < rounds || performance.now() - since < least) {
    const begun = performance.now()
    work()
    seconds.push((performance.now() - begun) / 1_000)
  }
  return seconds
}

const sweeps: readonly (readonly [string, Sweep])[] = [
  ['ours, fast evaluator', ours()],
  ['ours, plain evaluator', plainly()],
  ['C++ loop, -O3 -march=native', await loop()],
  ['vectorbt, Rust engine', peer('vectorbt_sweep.py', 'rust', rounds)],
  ['vectorbt, Numba engine', peer('vectorbt_sweep.py', 'numba', rounds)],
  ['backtesting.py', peer('backtesting_sweep.py', few, rounds)],
]
rmSync(folder, { recursive: true })

const [[, mine]] = sweeps
const rows = sweeps.map(([name, sweep]) => {
  const { seconds, trades, returns, version } = sweep
  const perSecond = trades.length / Math.min(...seconds)
  const sorted = [...seconds].sort((a, b) => a - b)
  const apart = returns.map((value, i) => Math.abs(value - mine.returns[i])).sort((a, b) => a - b)
  return {
    name,
    version,
    settings: trades.length,
    evaluationsPerSecond: perSecond,
    medianPerSecond: trades.length / sorted[Math.floor(sorted.length / 2)],
    sameTradeCount: trades.filter((value, i) => value === mine.trades[i]).length / trades.length,
    medianReturnApart: apart[Math.floor(apart.length / 2)],
    oursIsFaster: mine.trades.length / Math.min(...mine.seconds) / perSecond,
  }
})

const out = join(here, 'results.json')
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
writeFileSync(
  out,
  `${JSON.stringify({ at: new Date(wallClock()).toISOString(), machine, bars: openTime.length, rounds, rows }, null, 2)}\n`,
)
console.log(
  table(
    [
      'engine',
      'version',
      'settings',
      'evaluations/s, best',
      'median',
      'same number of trades',
      'return apart, median',
      'ours is faster',
    ],
    rows.map(row => [
      ...[row.name, row.version, String(row.settings)],
      ...[row.evaluationsPerSecond, row.medianPerSecond].map(x => x.toPrecision(3)),
      ...[`${(100 * row.sameTradeCount).toFixed(1)} %`, row.medianReturnApart.toExponential(1)],
      `${row.oursIsFaster.toPrecision(3)} ×`,
    ]),
  ),
)
console.log(`\nSYNTHETIC bars, ${openTime.length} hours of one symbol; ${out}`)

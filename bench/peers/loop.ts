import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { World } from '../../lab/backtest/backtest.ts'
import type { Metrics } from '../../lab/backtest/metrics.ts'
import { type Bars, type Column, requiredColumns } from '../../lab/market/bars.ts'
import { fraction } from '../../lab/market/fees.ts'
import { hour } from '../../lab/market/units.ts'
import { type Setting, settingNames, sizing } from './sweep.ts'

/** The C++ loop, running as a process that waits for commands. */
export interface Loop {
  /** Walks all settings once. @returns its own measured time, ms */
  round(rules: 'full' | 'simple'): Promise<number>
  /** Results of the last round, one for each setting. */
  results(): readonly LoopResult[]
  close(): void
}

/** In the order of the C++ struct `Result`. */
const metricNames = [
  'trades',
  'totalReturn',
  'annualReturn',
  'volatilityAnnual',
  'sharpeAnnual',
  'sortinoAnnual',
  'calmar',
  'maxDrawdown',
  'longestUnderWaterDays',
  'winRate',
  'profitFactor',
  'expectancyUsd',
  'meanHoldingHours',
  'longestWinningStreak',
  'longestLosingStreak',
  'timeInMarket',
  'meanGross',
  'turnoverAnnual',
  'feesUsd',
  'slippageUsd',
  'fundingUsd',
  'assumedFundingUsd',
  'days',
] as const satisfies readonly (keyof Metrics)[]

/** Every metric except liquidations, which the loop does not model. */
export type LoopResult = { readonly [Name in (typeof metricNames)[number]]?: number }

/**
 * Compiles the loop if needed, and starts it.
 *
 * @param compiler path of g++
 * @throws RangeError on bars that are not hourly
 */
export async function startLoop(
  compiler: string,
  bars: Bars,
  world: World,
  settings: readonly Setting[],
): Promise<Loop> {
  if (bars.interval !== hour) throw new RangeError(`${bars.symbol}: bars of ${bars.interval} ms, expected hours`)
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-loop-'))
  const [input, output] = ['input', 'output'].map(name => join(folder, name))
  writeFileSync(
    input,
    bytes([...rulesOf(bars, world), bars.openTime.length, settings.length], columnsOf(bars), settings),
  )
  const child = spawn(compiled(compiler), [input, output], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answer = answers(child)
  return {
    async round(rules) {
      child.stdin.write(`${rules}\n`)
      return Number(await answer())
    },
    results() {
      const numbers = new Float64Array(new Uint8Array(readFileSync(output)).buffer)
      return settings.map((_, k) =>
        Object.fromEntries(
          metricNames
            .map((name, m) => [name, numbers[k * metricNames.length + m]] as const)
            .filter(([, value]) => !Number.isNaN(value)),
        ),
      )
    },
    close() {
      child.stdin.end()
      rmSync(folder, { recursive: true })
    },
  }
}

const source = fileURLToPath(new URL('loop.cpp', import.meta.url))
export const flags = ['-std=c++17', '-O3', '-march=native']

/** Cached by source, flags and compiler version. */
function compiled(compiler: string): string {
  const version = execFileSync(compiler, ['--version'], { encoding: 'utf8' })
  const made = createHash('sha256')
    .update(readFileSync(source))
    .update(`${flags}|${version}`)
    .digest('hex')
    .slice(0, 16)
  const cache = fileURLToPath(new URL('../../node_modules/.cache/seedbed', import.meta.url))
  const program = join(cache, `loop-${made}`)
  if (existsSync(program)) return program
  mkdirSync(cache, { recursive: true })
  const fresh = `${program}.${process.pid}`
  execFileSync(compiler, [...flags, '-o', fresh, source])
  renameSync(fresh, program)
  return program
}

function rulesOf(bars: Bars, { cash, costs, instruments }: World): readonly number[] {
  const instrument = instruments.get(bars.symbol)
  if (!instrument) throw new RangeError(`no instrument is known for ${bars.symbol}`)
  const { minNotional, sizeDecimals, price, tiers, funding } = instrument
  return [
    ...[cash, sizing.fraction, sizing.leverage],
    ...[costs.taker, costs.slippage, costs.unknownFunding].map(fraction),
    ...[minNotional, sizeDecimals, price.significant, price.decimals],
    ...[tiers[0].maxLeverage, tiers[1]?.from ?? Number.POSITIVE_INFINITY, funding === 'none' ? 0 : 1],
  ]
}

const columnsOf = (bars: Bars): readonly Column[] => [
  ...requiredColumns.filter(name => name !== 'volume').map(name => bars[name]),
  bars.funding ?? new Float64Array(bars.openTime.length).fill(Number.NaN),
]

function bytes(head: readonly number[], columns: readonly Column[], settings: readonly Setting[]): Uint8Array {
  const numbers = [
    ...head,
    ...columns.flatMap(column => [...column]),
    ...settings.flatMap(setting => settingNames.map(name => setting[name])),
  ]
  return new Uint8Array(Float64Array.from(numbers).buffer)
}

/** Reads one line of output per call. @returns a function that rejects if the process ends instead */
function answers(child: ChildProcessByStdio<Writable, Readable, null>): () => Promise<string> {
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  failed.catch(() => undefined)
  return async () => {
    const line = await Promise.race([lines.next(), failed])
    if (line.done) throw new Error(`the C++ loop ended with exit code ${child.exitCode} and no answer`)
    return line.value
  }
}

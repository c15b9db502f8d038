import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { fetchHistory } from '../lab/data/fetch/job.ts'
import { type What, whats } from '../lab/data/fetch/options.ts'
import { showReport } from '../lab/data/fetch/show.ts'
import type { WatchOptions } from '../lab/data/fetch/watch.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { createFearGreed } from '../lab/data/sentiment/fear-greed.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { type DurationMs, type EpochMs, minute, parseInterval, parseTime } from '../lab/market/units.ts'
import { stream } from '../lab/random.ts'
import { InfoTransport } from '../lab/venues/hyperliquid/http/transport.ts'
import { createReads } from '../lab/venues/hyperliquid/reads/reads.ts'
import { intervalName } from '../lab/venues/hyperliquid/wire/interval.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { interruptible } from './terminal/interrupt.ts'
import { lakeOf } from './terminal/lake-of.ts'
import { progress } from './terminal/progress.ts'
import { table } from './terminal/table.ts'

/** Weight that the venue grants an address in a minute, and what of it is for reads that nobody waits for. */
const granted = 1_200
const ours = 840

interface Options {
  readonly what: readonly What[]
  readonly symbols: readonly string[] | 'all'
  readonly intervals: readonly DurationMs[]
  readonly from?: EpochMs
  readonly watch?: number
  readonly lake?: string
  readonly testnet: boolean
  readonly url?: string
  readonly sentimentUrl?: string
  readonly json: boolean
}

await new Command('fetch')
  .description(
    "Bring Hyperliquid's history into the lake, and the index of mood: from where the lake ends, and into its holes. Run again after an interruption, it goes on.",
  )
  .option('--what <list>', `of ${whats.join(', ')}`, whatList, ['candles', 'funding', 'listings', 'sentiment'])
  .option('--symbols <names>', 'such as BTC,ETH,kPEPE, or all that are listed: all', symbolList, 'all')
  .option('--intervals <list>', 'of the candles, such as 1m,1d (default: "1h,4h,1d")', intervalList)
  .option(
    '--from <time>',
    'UTC, such as 2025-01; without it, where the lake ends, or as far as the venue has it',
    text => parseInput('--from', text, parseTime),
  )
  .option('--watch <minutes>', 'then keep books and contexts fresh for so long', whole('--watch', 1))
  .option('--lake <folder>', 'the lake (default: "data/lake")')
  .option('--testnet', "the venue's testnet; needs a --lake of its own", false)
  .option('--url <url>', 'a server of your own, such as http://127.0.0.1:8000; needs a --lake of its own')
  .option('--sentiment-url <url>', 'another site that has the index of mood')
  .option('--json', 'print one JSON report', false)
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(options: Options): Promise<void> {
  refuseUseless(options)
  const lake = await openLake(lakeOf(options))
  const interrupt = interruptible('stopping: finishing the reads under way …')
  const transport = new InfoTransport({
    ...(options.url !== undefined && { url: options.url }),
    isTestnet: options.testnet,
  })
  const bar = progress('fetching')
  try {
    const report = await fetchHistory(
      {
        ...{ lake, what: options.what, symbols: options.symbols, from: options.from, clock: wallClock },
        ...{ intervals: options.intervals ?? ['1h', '4h', '1d'].map(parseInterval), signal: interrupt.signal },
        reads: createReads(transport),
        mood: createFearGreed({
          random: stream(wallClock(), 'mood'),
          ...(options.sentimentUrl !== undefined && { url: options.sentimentUrl }),
        }),
        onProgress: ({ label, done, total }) =>
          bar.update(done / total, `${showWeight(transport)}  ${showLeft(total - done)}  ${label}`),
      },
      options.watch === undefined
        ? undefined
        : watching(options.watch * minute, share => bar.update(share, `${showWeight(transport)}  watching`)),
    ).finally(() => bar.stop())
    console.log(options.json ? JSON.stringify({ lake: lake.root, ...report }) : showReport(report, table))
    if (report.failed.length) process.exitCode = 1
    if (report.isInterrupted) {
      console.error('stopped: the same command goes on')
      process.exitCode = 130
    }
  } finally {
    interrupt.done()
    await transport.close()
    lake.close()
  }
}

function watching(over: DurationMs, onProgress: (share: number) => void): WatchOptions {
  return {
    ...{ over, weightPerMinute: ours, onProgress },
    // An abort wakes it early, and is no mistake.
    sleep: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
  }
}

function showWeight(transport: InfoTransport): string {
  return `weight ${transport.counters().weightUsed} of ${granted.toLocaleString('en-US')}/min`
}

function showLeft(weight: number): string {
  const minutes = Math.ceil(weight / ours)
  return minutes < 120 ? `${minutes} min left` : `${Math.ceil(minutes / 60)} h left`
}

function refuseUseless({ what, intervals, watch }: Options): void {
  if (intervals && !what.includes('candles'))
    throw new InputError('--intervals are of candles: name them in --what too')
  if (watch !== undefined && !what.includes('books') && !what.includes('contexts')) {
    throw new InputError('--watch keeps books and contexts fresh: name one of them in --what')
  }
}

function whatList(text: string): readonly What[] {
  const named = listOf(text)
  const unknown = named.filter(name => !(whats as readonly string[]).includes(name))
  if (unknown.length) throw new InputError(`--what: expected some of ${whats.join(',')}, found "${unknown.join(',')}"`)
  return named as readonly What[]
}

function symbolList(text: string): readonly string[] | 'all' {
  return text === 'all' ? text : listOf(text)
}

function intervalList(text: string): readonly DurationMs[] {
  return listOf(text).map(name => {
    const interval = parseInput('--intervals', name, parseInterval)
    if (intervalName(interval)) return interval
    throw new InputError(`--intervals: expected intervals that Hyperliquid makes, from 1m to 3d, found "${name}"`)
  })
}

function listOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map(name => name.trim()))]
}

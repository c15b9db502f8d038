import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { fetchHistory } from '../lab/data/fetch/job.ts'
import { type DataKind, dataKinds } from '../lab/data/fetch/options.ts'
import type { PollOptions } from '../lab/data/fetch/poll.ts'
import { showReport } from '../lab/data/fetch/show.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { createFearGreed } from '../lab/data/sentiment/fear-greed.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import type { MarketFeed } from '../lab/market/market-feed.ts'
import { type DurationMs, type EpochMs, minute, parseInterval, parseTime, showInterval } from '../lab/market/units.ts'
import { random, stream } from '../lab/random.ts'
import { processTimers } from '../lab/timers.ts'
import type { FeedSource } from '../lab/venues/feed-source.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { feedNames, feedSource } from './terminal/feed-source.ts'
import { interruptible } from './terminal/interrupt.ts'
import { lakeOf } from './terminal/lake-of.ts'
import { progress } from './terminal/progress.ts'
import { table } from './terminal/table.ts'

interface Options {
  readonly venue: string
  readonly what: readonly DataKind[]
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
    "Bring a venue's history into the lake, and the index of mood: from where the lake ends, and into its gaps. Run again after an interruption, it goes on.",
  )
  .option('--venue <name>', `whose market: ${feedNames}`, 'hyperliquid')
  .option('--what <list>', `of ${dataKinds.join(', ')}`, whatList, ['candles', 'funding', 'listings', 'sentiment'])
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
  const source = feedSource(options.venue)
  refuseUseless(options, source)
  const lake = await openLake(lakeOf(options))
  const interrupt = interruptible('stopping: finishing the reads under way …')
  const feed = source.open({
    ...(options.url !== undefined && { url: options.url }),
    ...{ isTestnet: options.testnet, clock: wallClock, timers: processTimers, random: random(wallClock()) },
  })
  const bar = progress('fetching')
  try {
    const report = await fetchHistory(
      {
        ...{ lake, what: options.what, symbols: options.symbols, from: options.from, clock: wallClock },
        ...{ intervals: options.intervals ?? ['1h', '4h', '1d'].map(parseInterval), signal: interrupt.signal },
        feed,
        fearGreed: createFearGreed({
          random: stream(wallClock(), 'mood'),
          ...(options.sentimentUrl !== undefined && { url: options.sentimentUrl }),
        }),
        onProgress: ({ label, done, total }) =>
          bar.update(done / total, `${showWeight(feed)}  ${showLeft(total - done, feed)}  ${label}`),
      },
      options.watch === undefined
        ? undefined
        : watching(feed, options.watch * minute, share => bar.update(share, `${showWeight(feed)}  watching`)),
    ).finally(() => bar.stop())
    console.log(options.json ? JSON.stringify({ lake: lake.root, ...report }) : showReport(report, table))
    if (report.failed.length) process.exitCode = 1
    if (report.isInterrupted) {
      console.error('stopped: the same command goes on')
      process.exitCode = 130
    }
  } finally {
    interrupt.done()
    await feed.close()
    lake.close()
  }
}

function watching({ costs }: MarketFeed, over: DurationMs, onProgress: (share: number) => void): PollOptions {
  return {
    ...{ over, weightPerMinute: costs.unhurriedPerMinute, onProgress },
    // An abort wakes it early, and is no mistake.
    sleep: (ms, signal) => pause(ms, undefined, { signal }).catch(() => undefined),
  }
}

function showWeight(feed: MarketFeed): string {
  return `weight ${feed.weightUsed()} of ${feed.costs.perMinute.toLocaleString('en-US')}/min`
}

function showLeft(weight: number, { costs }: MarketFeed): string {
  const minutes = Math.ceil(weight / costs.unhurriedPerMinute)
  return minutes < 120 ? `${minutes} min left` : `${Math.ceil(minutes / 60)} h left`
}

function refuseUseless({ what, intervals, watch }: Options, { title, intervals: made }: FeedSource): void {
  const other = intervals?.find(interval => !Object.values(made).includes(interval))
  if (other !== undefined) {
    throw new InputError(
      `--intervals: expected intervals that ${title} makes, from 1m to 3d, found "${showInterval(other)}"`,
    )
  }
  if (intervals && !what.includes('candles'))
    throw new InputError('--intervals are of candles: name them in --what too')
  if (watch !== undefined && !what.includes('books') && !what.includes('contexts')) {
    throw new InputError('--watch keeps books and contexts fresh: name one of them in --what')
  }
}

function whatList(text: string): readonly DataKind[] {
  const named = listOf(text)
  const unknown = named.filter(name => !(dataKinds as readonly string[]).includes(name))
  if (unknown.length)
    throw new InputError(`--what: expected some of ${dataKinds.join(',')}, found "${unknown.join(',')}"`)
  return named as readonly DataKind[]
}

function symbolList(text: string): readonly string[] | 'all' {
  return text === 'all' ? text : listOf(text)
}

function intervalList(text: string): readonly DurationMs[] {
  return listOf(text).map(name => parseInput('--intervals', name, parseInterval))
}

function listOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map(name => name.trim()))]
}

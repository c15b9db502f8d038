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
    "Fetch a venue's history and the Fear & Greed index into the lake: everything after its last rows, and its gaps. After an interruption, the same command continues.",
  )
  .option('--venue <name>', `venue: ${feedNames}`, 'hyperliquid')
  .option('--what <list>', `kinds of data, of ${dataKinds.join(', ')}`, whatList, [
    'candles',
    'funding',
    'listings',
    'sentiment',
  ])
  .option('--symbols <names>', 'symbols, such as BTC,ETH,kPEPE, or all for every listed one', symbolList, 'all')
  .option('--intervals <list>', 'bar lengths of the candles, such as 1m,1d (default: "1h,4h,1d")', intervalList)
  .option(
    '--from <time>',
    'start, UTC, such as 2025-01 (default: the end of the lake, or the first data of the venue)',
    text => parseInput('--from', text, parseTime),
  )
  .option(
    '--watch <minutes>',
    'time to poll books and contexts afterwards, minutes (default: none)',
    whole('--watch', 1),
  )
  .option('--lake <folder>', 'lake folder (default: "data/lake")')
  .option('--testnet', "the venue's testnet as the source; needs a --lake of its own", false)
  .option('--url <url>', 'URL of another server, such as http://127.0.0.1:8000; needs a --lake of its own')
  .option('--sentiment-url <url>', 'URL of another site for the Fear & Greed index')
  .option('--json', 'one JSON report as output', false)
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(options: Options): Promise<void> {
  const source = feedSource(options.venue)
  refuseUseless(options, source)
  const lake = await openLake(lakeOf(options))
  const interrupt = interruptible('stopping: finishing the requests in flight …')
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
      console.error('stopped: the same command continues')
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
    // An abort ends the pause early and is not an error.
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
      `--intervals: expected intervals that ${title} offers, from 1m to 3d, found "${showInterval(other)}"`,
    )
  }
  if (intervals && !what.includes('candles'))
    throw new InputError('--intervals: expected candles in --what, found none')
  if (watch !== undefined && !what.includes('books') && !what.includes('contexts')) {
    throw new InputError('--watch: expected books or contexts in --what, found neither')
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

import { Command, type OptionValues } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { type Lake, openLake } from '../lab/data/lake/lake.ts'
import { checkIntervals } from '../lab/data/record/check.ts'
import { defaults, type RecorderEvent } from '../lab/data/record/options.ts'
import { type RecorderCounters, startRecorder } from '../lab/data/record/recorder.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import type { MarketFeed } from '../lab/market/market-feed.ts'
import { parseInterval, second, showTime } from '../lab/market/units.ts'
import { random } from '../lab/random.ts'
import { processTimers } from '../lab/timers.ts'
import type { FeedSource } from '../lab/venues/feed-source.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { feedNames, feedSource } from './terminal/feed-source.ts'
import { interruptible } from './terminal/interrupt.ts'
import { lakeOf } from './terminal/lake-of.ts'

interface Options extends OptionValues {
  readonly venue: string
  readonly symbols: string
  readonly intervals: string
  readonly trades: boolean
  readonly audit: boolean
  readonly books: number
  readonly contexts: number
  readonly funding: boolean
  readonly backfill: number
  readonly account?: string
  readonly lake?: string
  readonly testnet: boolean
  readonly url?: string
  readonly every: number
  readonly json: boolean
}

await new Command('record')
  .description(
    "Record a venue's streams into the lake: trades, bars made from them, books, contexts and funding. A restart continues the recording, fetches missed data, and records gaps that cannot be filled.",
  )
  .option('--venue <name>', `venue: ${feedNames}`, 'hyperliquid')
  .requiredOption('--symbols <names>', 'symbols, such as BTC,ETH,kPEPE, or all for every listed one')
  .option('--intervals <list>', 'bar lengths', '1s,1m,5m,15m,1h,4h,1d')
  .option('--no-trades', 'bars only, without single trades')
  .option('--no-audit', "no comparison of recorded one-minute bars with the venue's own")
  .option('--books <seconds>', 'time between two saved order books, seconds; 0 for none', whole('--books', 0), 60)
  .option(
    '--contexts <seconds>',
    'time between two saved asset contexts, seconds; 0 for none',
    whole('--contexts', 0),
    60,
  )
  .option('--no-funding', 'no funding payments')
  .option('--backfill <bars>', 'bars of each interval fetched for a new symbol', whole('--backfill', 0), 5_000)
  .option('--account <address>', 'address of an account whose fills are recorded too')
  .option('--lake <folder>', 'lake folder (default: "data/lake")')
  .option('--testnet', "the venue's testnet as the source; needs a --lake of its own", false)
  .option('--url <url>', 'URL of another server, such as http://127.0.0.1:8000; needs a --lake of its own')
  .option('--every <seconds>', 'time between two summary lines, seconds', whole('--every', 1), 60)
  .option('--json', 'lines of JSON as output', false)
  .action(record)
  .parseAsync()
  .catch(fail)

async function record(options: Options): Promise<void> {
  const source = feedSource(options.venue)
  const intervals = parseInput('--intervals', options.intervals, text => text.split(',').map(parseInterval)).sort(
    (a, b) => a - b,
  )
  const root = lakeOf(options)
  const { account, url } = options
  checkIntervals(intervals, source)
  const stop = interruptible('stopping: saving the last rows')
  const feed = source.open({
    ...(url !== undefined && { url }),
    ...{ isTestnet: options.testnet, clock: wallClock, timers: processTimers, random: random(wallClock()) },
  })
  try {
    const symbols = await symbolsOf(options.symbols, feed)
    refuseTooMany(symbols.length, options, source)
    if (stop.signal.aborted) return
    await recordInto(await openLake(root), symbols)
  } finally {
    stop.done()
    await feed.close()
  }

  async function recordInto(lake: Lake, symbols: readonly string[]): Promise<void> {
    try {
      const recorder = await startRecorder({
        ...defaults,
        ...{ lake, feed, symbols, intervals },
        ...{ trades: options.trades, audit: options.audit, funding: options.funding, backfill: options.backfill },
        books: options.books ? options.books * second : undefined,
        contexts: options.contexts ? options.contexts * second : undefined,
        ...(account !== undefined && { account }),
        ...{ clock: wallClock, timers: processTimers, random: random(wallClock()) },
        onEvent: event => say(event, options.json),
      })
      const timer = setInterval(() => say(summary(recorder.counters()), options.json), options.every * second)
      try {
        say({ type: 'started', symbols: symbols.length, lake: lake.root }, options.json)
        await Promise.race([aborted(stop.signal), recorder.broken])
      } finally {
        clearInterval(timer)
        await recorder.stop()
        say(summary(recorder.counters()), options.json)
      }
    } finally {
      lake.close()
    }
  }
}

async function symbolsOf(text: string, feed: MarketFeed): Promise<readonly string[]> {
  const listings = await feed.listings()
  if (!listings.ok) throw new InputError(listings.error.why)
  const listed = listings.value.filter(asset => !asset.isDelisted).map(asset => asset.symbol)
  if (text === 'all') return listed
  const symbols = [...new Set(text.split(',').map(name => name.trim()))]
  const unknown = symbols.filter(name => !listed.includes(name))
  if (unknown.length) {
    throw new InputError(`--symbols: expected listed perpetuals, found ${unknown.join(', ')}`)
  }
  return symbols
}

function refuseTooMany(symbols: number, { books, contexts, audit }: Options, { mostSubscriptions }: FeedSource): void {
  const wanted = symbols * (1 + (books ? 1 : 0) + (contexts ? 1 : 0) + (audit ? 1 : 0)) + 2
  if (wanted <= mostSubscriptions) return
  throw new InputError(
    `--symbols: expected at most ${mostSubscriptions} subscriptions, the venue's limit, found ${wanted} for ${symbols} symbols: name fewer, or use --books 0, --contexts 0 or --no-audit`,
  )
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

type Line =
  | RecorderEvent
  | { readonly type: 'started'; readonly symbols: number; readonly lake: string }
  | ReturnType<typeof summary>

function summary(counters: RecorderCounters) {
  const { written, waiting, backfills, gaps, doubts, stream } = counters
  const messages = stream.subscriptions.reduce((sum, one) => sum + one.messages, 0)
  const reconnects = stream.connections.reduce((sum, one) => sum + Math.max(0, one.opened - 1), 0)
  return { type: 'summary', written, waiting, backfills, gaps, doubts, messages, reconnects } as const
}

function say(line: Line, json: boolean): void {
  const at = new Date(wallClock()).toISOString()
  console.log(
    json ? JSON.stringify({ ...line, at }, errorText) : `${at.slice(0, 19).replace('T', ' ')}  ${textOf(line)}`,
  )
}

function errorText(_: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value
}

function textOf(line: Line): string {
  switch (line.type) {
    case 'started':
      return `recording ${line.symbols} symbols into ${line.lake}; Ctrl-C ends it`
    case 'summary': {
      const rows = Object.entries(line.written).filter(([, n]) => n > 0)
      const kept = rows.map(([name, n]) => `${n.toLocaleString('en-US')} ${name.replace('_', ' ')}`).join(', ')
      const { messages, reconnects, backfills, gaps, waiting } = line
      return `${messages.toLocaleString('en-US')} messages; written: ${kept || 'nothing yet'}; ${waiting} rows unsaved, ${backfills} time ranges to fetch, ${gaps} gaps, ${reconnects} reconnects`
    }
    case 'gap':
    case 'filled': {
      const { symbol, stream, from, to, reason } = line.gap
      return `${line.type}: ${stream} of ${symbol} from ${showTime(from)} to ${showTime(to)} UTC: ${reason}`
    }
    case 'unanswered':
      return `no answer: ${line.what}: ${line.error}`
    case 'broken':
    case 'failed':
      return `broken: ${line.error instanceof Error ? line.error.message : line.error}`
    case 'down':
      return `connection lost: ${line.reason}`
    case 'up':
      return 'connected'
    case 'error':
      return `the venue reports an error: ${line.text}`
    case 'unreadable':
      return `unreadable: ${line.refusal.channel ?? 'a frame'}: ${line.refusal.path}: expected ${line.refusal.expected}, found ${line.refusal.found}`
  }
}

import type { FeedEvent, FeedStreamCounters } from '../../market/feed-stream.ts'
import { type EpochMs, floorTo, hour, minute, second } from '../../market/units.ts'
import { every } from '../../timers.ts'
import { type BackfillCounters, createBackfill } from './backfill.ts'
import { type Buffer, createBuffer } from './buffer.ts'
import { checkRecording } from './check.ts'
import { maintainLake } from './maintenance.ts'
import type { RecorderEvent, RecorderOptions } from './options.ts'
import { type FillRecorder, recordFills } from './record-fills.ts'
import { recordFunding } from './record-funding.ts'
import { readRecorded } from './resume.ts'
import { recordSamples } from './samples.ts'
import { createTape, type Tape, type TapeTrade } from './tape.ts'
import { createVenueTime } from './venue-time.ts'

/** A running recording. */
export interface Recorder {
  readonly counters: () => RecorderCounters
  /** Rejects with the cause when recording cannot continue. */
  readonly broken: Promise<never>
  /** Closes the stream, writes all waiting rows and compacts the lake. */
  stop(): Promise<void>
}

export interface RecorderCounters extends BackfillCounters {
  /** Rows written so far, by table. */
  readonly written: Buffer['written']
  /** Number of rows in memory that are not written yet. */
  readonly waiting: number
  readonly stream: FeedStreamCounters
}

/**
 * Records a venue's streams into the lake until `stop` is called. Data missed during a lost connection or between two
 * runs is fetched if the venue still has it; otherwise the time range is recorded in the table `gaps`. When the process
 * is killed, only rows that were not written yet are lost, and the next run continues where the lake ends.
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  checkRecording(options)
  const { lake, feed, clock, timers, intervals, symbols } = options
  const report = (event: RecorderEvent) => options.onEvent?.(event)
  let breakdown: (error: unknown) => void = () => {}
  const broken = new Promise<never>((_, reject) => {
    breakdown = error => {
      report({ type: 'broken', error })
      reject(error)
    }
  })
  // Callers that do not await `broken` receive the failure as an event. Without a handler here, the rejection would end
  // the process.
  broken.catch(() => undefined)

  const buffer = createBuffer(lake, options.capacity)
  const recorded = await readRecorded(lake, feed.venue)
  const venueTime = createVenueTime()
  const backfilling = createBackfill(options, recorded, buffer, () => venueTime.now() ?? clock(), breakdown)
  const tapes = new Map<string, Tape>(
    symbols.map(symbol => [
      symbol,
      createTape({
        ...{ venue: feed.venue, symbol, intervals, lateness: options.lateness, onGap: backfilling.gap },
        lastTrade: recorded.last('trades', symbol),
        barsUntil: interval => backfilling.barsUntil(symbol, interval),
        onTrades: keepTrades(options, buffer, backfilling.audit.of(symbol)),
        onComplete: from => backfilling.complete(symbol, from),
        onCandle: candle => buffer.add('candles', candle),
      }),
    ]),
  )

  const onEvent = (event: FeedEvent) => {
    if (event.type === 'interrupted') {
      if (event.channel.kind === 'trades') tapes.get(event.channel.symbol)?.interrupted()
    } else if (event.type === 'gap') {
      if (event.channel.kind === 'trades') tapes.get(event.channel.symbol)?.resumed(event)
      else if (event.channel.kind === 'fills') fills?.resumed(event)
    } else if (event.type === 'failed') breakdown(event.error)
    else report(event)
  }
  const stream = feed.stream(onEvent)
  const begin = () => {
    for (const [symbol, tape] of tapes) {
      stream.trades(
        symbol,
        news => {
          venueTime.observe(news.receivedAt, news.latest)
          tape.take(news)
        },
        // An active symbol trades every few seconds, so a long silence suggests a dead subscription. Subscribing again
        // loses nothing, because the venue repeats its recent trades.
        { silence: 3 * minute },
      )
      if (options.audit) {
        stream.candles(symbol, minute, ({ data }) => backfilling.audit.venueCandle(data))
      }
    }
    recordSamples(options, stream, recorded, buffer, backfilling.gap)
    // The updates of the most active order book tell the venue's time, even while nothing trades.
    const pacemaker = symbols.includes('BTC') ? 'BTC' : symbols[0]
    stream.books(pacemaker, ({ receivedAt, latest }) => venueTime.observe(receivedAt, latest))
    const { account } = options
    return account === undefined ? undefined : recordFills(options, account, stream, recorded, buffer, breakdown)
  }
  let fills: FillRecorder | undefined
  try {
    fills = begin()
  } catch (error) {
    // For example more subscriptions than the venue allows.
    stream.close()
    await backfilling.stop()
    throw error
  }

  const closeBars = () => {
    const now = venueTime.now()
    if (now !== undefined) for (const tape of tapes.values()) tape.advance(now)
  }
  let tidying: Promise<void> | undefined
  let compactedAt = floorTo(clock(), hour)
  const keepTidy = async () => {
    if (tidying) return
    const isDue = clock() - compactedAt >= hour
    if (isDue) compactedAt = floorTo(clock(), hour)
    tidying = maintainLake(lake, isDue).finally(() => {
      tidying = undefined
    })
    await tidying
  }
  const guarded = (work: () => Promise<void>) => () => void work().catch(breakdown)
  const running = [
    every(timers, clock, second, closeBars),
    every(timers, clock, options.flushEvery, guarded(buffer.flush)),
    every(timers, clock, minute, guarded(keepTidy)),
    ...(options.funding ? [recordFunding(options, recorded, buffer, breakdown)] : []),
  ]

  return {
    counters: () => ({
      ...{ written: { ...buffer.written }, waiting: buffer.waiting(), ...backfilling.counters() },
      stream: stream.counters(),
    }),
    broken,
    async stop() {
      for (const cancel of running) cancel()
      fills?.stop()
      stream.close()
      await backfilling.stop()
      await buffer.flush()
      await tidying
      await maintainLake(lake, true)
    },
  }
}

/**
 * Returns a function that counts trades for the audit and adds them to the buffer, as far as the options want it. All
 * trades of one block have the same time, so their order of arrival is stored in `sequence`.
 */
function keepTrades(
  { feed: { venue }, trades: isWanted, audit: isAudited }: RecorderOptions,
  buffer: Buffer,
  count: (t: EpochMs, size: number) => void,
): (trades: readonly TapeTrade[]) => void {
  let [block, sequence] = [0, 0]
  return trades => {
    if (isAudited) for (let i = 0; i < trades.length; i++) count(trades[i].t, trades[i].size)
    if (!isWanted) return
    for (const trade of trades) {
      sequence = trade.t === block ? sequence + 1 : 0
      block = trade.t
      buffer.add('trades', { venue, ...trade, sequence })
    }
  }
}

import { type EpochMs, hour, minute, second } from '../../market/units.ts'
import { venue } from '../hyperliquid/reads/venue.ts'
import type { StreamEvent } from '../hyperliquid/stream/events.ts'
import { createStream, type StreamCounters } from '../hyperliquid/stream/stream.ts'
import { every } from '../hyperliquid/stream/timers.ts'
import { type Buffer, createBuffer } from './buffer.ts'
import { candlesStream, floorTo, type Hole, shortestFetched, tradesStream } from './hole.ts'
import { keepFills } from './keep-fills.ts'
import { keepFunding } from './keep-funding.ts'
import { createLag } from './lag.ts'
import type { RecorderEvent, RecorderOptions } from './options.ts'
import { createRepairs, type Repair } from './repairs.ts'
import { readRecorded } from './resume.ts'
import { createTape, type Tape } from './tape.ts'
import { tidy } from './upkeep.ts'

export interface Recorder {
  readonly counters: () => RecorderCounters
  /** Resolves when recording cannot go on; never, when all is well. @throws what broke it */
  readonly broken: Promise<never>
  /** Ends the stream, writes what waits, and brings it into the large files. */
  stop(): Promise<void>
}

export interface RecorderCounters {
  readonly written: Buffer['written']
  /** Rows that wait for the disk. */
  readonly waiting: number
  /** Candles and payments that are still to be fetched. */
  readonly repairs: number
  readonly holes: number
  readonly stream: StreamCounters
}

/** What a hole's row says while it may still be filled. */
const toBeFetched = '; to be fetched'

/**
 * Writes down what the venue streams, from now until it is stopped. What is missed, by a fallen socket or between two runs, is
 * fetched where the venue still has it, and else kept on record as a hole: in the table `gaps`. Killed at any moment, the next
 * run goes on where the lake ends.
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const { lake, clock, timers, random, reads, intervals, symbols } = options
  const tell = (event: RecorderEvent) => options.onEvent?.(event)
  const buffer = createBuffer(lake, options.capacity)
  const recorded = await readRecorded(lake)
  const lag = createLag(5 * minute)
  let holes = 0

  let breakdown: (error: unknown) => void = () => {}
  const broken = new Promise<never>((_, reject) => {
    breakdown = error => {
      tell({ type: 'broken', error })
      reject(error)
    }
  })
  // Whoever does not wait for it has been told by the event.
  broken.catch(() => undefined)

  const note = ({ symbol, stream, from, to, reason }: Hole) =>
    buffer.add('gaps', { venue, symbol, stream, t: from, to, reason })

  const repairs = createRepairs({
    ...{ clock, timers, random, onBroken: breakdown },
    read: ({ symbol, interval, from, to }) => reads.candles(symbol, interval, from, to),
    onFailed: (repair, error) => tell({ type: 'unanswered', what: nameOf(repair), error }),
    onRepaired: (repair, candles, missing) => {
      for (const candle of candles) buffer.add('candles', candle)
      const hole = { ...repair, stream: candlesStream(repair.interval) }
      note({ ...hole, to: repair.from, reason: 'filled from the venue' })
      for (const one of missing) note({ ...hole, ...one })
      if (missing.length === 0) tell({ type: 'filled', hole: { ...hole, reason: 'filled from the venue' } })
    },
  })

  const onHole = (hole: Hole) => {
    const interval = intervals.find(one => candlesStream(one) === hole.stream)
    if (interval !== undefined && interval >= shortestFetched) {
      const repair = { symbol: hole.symbol, interval, from: hole.from, to: hole.to }
      note({ ...hole, reason: hole.reason + toBeFetched })
      repairs.add(repair)
      tell({ type: 'hole', hole })
    } else if (hole.stream !== tradesStream || options.trades) {
      holes++
      note(hole)
      tell({ type: 'hole', hole })
      if (hole.stream === tradesStream) void fetchTrades(hole).catch(breakdown)
    }
  }
  /** The venue gives out the newest few: enough for a hole that is short, and has just ended. */
  const fetchTrades = async (hole: Hole) => {
    const recent = await reads.recentTrades(hole.symbol).catch((error: unknown) => {
      tell({ type: 'unanswered', what: `recent trades of ${hole.symbol}`, error })
    })
    if (!recent) return
    for (const trade of recent) if (trade.t >= hole.from && trade.t < hole.to) buffer.add('trades', trade)
    if (!recent.some(trade => trade.t < hole.from)) return
    holes--
    const reason = 'filled from the venue'
    note({ ...hole, to: hole.from, reason })
    tell({ type: 'filled', hole: { ...hole, reason } })
  }

  const tapes = new Map<string, Tape>(
    symbols.map(symbol => [
      symbol,
      createTape({
        ...{ symbol, intervals, lateness: options.lateness, onHole },
        lastTrade: recorded.last('trades', symbol),
        barsUntil: interval => barsUntil(symbol, interval),
        onTrades: trades => {
          if (options.trades) for (const trade of trades) buffer.add('trades', { venue, ...trade })
        },
        onCandle: candle => buffer.add('candles', candle),
      }),
    ]),
  )
  const barsUntil = (symbol: string, interval: number): EpochMs | undefined => {
    const known = recorded.barsUntil(symbol, interval)
    if (known !== undefined || interval < shortestFetched || options.backfill === 0) return known
    return floorTo(clock() - options.backfill * interval, interval)
  }

  // What an earlier run could not fetch any more.
  for (const { symbol, stream: name, t, to, reason } of recorded.holes) {
    const interval = intervals.find(one => candlesStream(one) === name)
    if (interval !== undefined && reason.endsWith(toBeFetched)) repairs.add({ symbol, interval, from: t, to })
  }

  const onStreamEvent = (event: StreamEvent) => {
    if (event.type === 'interrupted' && event.subscription.type === 'trades') {
      tapes.get(event.subscription.coin)?.interrupted()
    }
    if (event.type === 'gap') {
      if (event.subscription.type === 'trades') tapes.get(event.subscription.coin)?.resumed(event)
      else if (event.subscription.type === 'userFills') fills?.resumed(event)
      else onSampleGap(event)
    }
    if (event.type === 'failed') breakdown(event.error)
    if (['up', 'down', 'error', 'unreadable', 'failed'].includes(event.type)) tell(event as RecorderEvent)
  }
  /** Of what is sampled, only a pause longer than from one sample to the next is missed. */
  const onSampleGap = ({ subscription, from, to, reason }: Extract<StreamEvent, { type: 'gap' }>) => {
    const cadence = subscription.type === 'l2Book' ? options.books : options.contexts
    if (!('coin' in subscription) || cadence === undefined || to.receivedAt - from.receivedAt <= cadence) return
    const name = subscription.type === 'l2Book' ? 'books' : 'asset_contexts'
    holes++
    const hole = { symbol: subscription.coin, stream: name, from: from.receivedAt, to: to.receivedAt, reason }
    note(hole)
    tell({ type: 'hole', hole })
  }

  const stream = createStream({ url: options.url, random, clock, timers, onEvent: onStreamEvent })
  for (const [symbol, tape] of tapes) {
    stream.subscribe(
      { type: 'trades', coin: symbol },
      message => {
        const { latest, isSnapshot, receivedAt } = message
        if (latest !== null && !isSnapshot) lag.observe(receivedAt, latest)
        tape.take(message)
      },
      // An active symbol trades every few seconds; asking again costs nothing, since the answer reaches back.
      { silence: 3 * minute },
    )
    if (options.books !== undefined) {
      const isDue = cadence(options.books)
      stream.subscribe({ type: 'l2Book', coin: symbol }, ({ data, receivedAt }) => {
        if (isDue(receivedAt)) buffer.add('books', { venue, ...data })
      })
    }
    if (options.contexts !== undefined) {
      const isDue = cadence(options.contexts)
      stream.subscribe({ type: 'activeAssetCtx', coin: symbol }, ({ data, receivedAt }) => {
        if (data.market !== 'perp' || !isDue(receivedAt)) return
        const { market, ...context } = data
        buffer.add('asset_contexts', { venue, t: receivedAt, ...context })
      })
    }
  }
  const fills =
    options.account === undefined ? undefined : keepFills(options, options.account, stream, recorded, buffer, tell)

  const guarded = (work: () => Promise<void>) => () => void work().catch(breakdown)
  let tidying: Promise<void> | undefined
  let compactedAt = floorTo(clock(), hour)
  const running = [
    every(timers, clock, second, () => {
      const heard = stream.counters().connections.filter(one => one.isOpen && one.lastFrameAt !== null)
      if (heard.length === 0) return
      // What came after another frame of the same socket would have come before it: up to there, silence is calm.
      const now = lag.venueTime(Math.min(...heard.map(one => one.lastFrameAt as number)) as EpochMs)
      if (now !== undefined) for (const tape of tapes.values()) tape.advance(now)
    }),
    every(
      timers,
      clock,
      options.flushEvery,
      guarded(() => buffer.flush()),
    ),
    every(
      timers,
      clock,
      minute,
      guarded(async () => {
        if (tidying) return
        const isDue = clock() - compactedAt >= hour
        if (isDue) compactedAt = floorTo(clock(), hour)
        tidying = tidy(lake, isDue).finally(() => {
          tidying = undefined
        })
        await tidying
      }),
    ),
  ]
  if (options.funding) running.push(keepFunding(options, recorded, buffer, tell))

  return {
    counters: () => ({
      ...{ written: { ...buffer.written }, waiting: buffer.waiting(), repairs: repairs.waiting(), holes },
      stream: stream.counters(),
    }),
    broken,
    async stop() {
      for (const cancel of running) cancel()
      fills?.stop()
      stream.close()
      await repairs.stop()
      await tidying
      await buffer.flush()
      await tidy(lake, true)
    },
  }
}

/** Whether the next one is due: at most one in each stretch of `length`. */
function cadence(length: number): (at: EpochMs) => boolean {
  let last = -1
  return at => {
    const stretch = Math.floor(at / length)
    if (stretch === last) return false
    last = stretch
    return true
  }
}

const nameOf = ({ symbol, interval }: Repair): string => `${candlesStream(interval)} of ${symbol}`

import { type DurationMs, type EpochMs, minute } from '../../market/units.ts'
import { type Audit, createAudit, isSame } from './audit.ts'
import type { Buffer } from './buffer.ts'
import { candlesStream, ceilTo, floorTo, type Hole, shortestFetched, tradesStream } from './hole.ts'
import { createLedger } from './ledger.ts'
import type { RecorderOptions } from './options.ts'
import { createRepairs, type Repair } from './repairs.ts'
import type { Recorded } from './resume.ts'

/** What a hole's row says while it may still be filled. */
const toBeFetched = '; to be fetched'
const filled = 'filled from the venue'
/** Doubts that are looked into at once: the venue counts what we ask, and holes go first. */
const mostDoubts = 20

/** What becomes of holes: what the venue keeps is fetched, the rest stays on record. */
export interface Mending {
  hole(hole: Hole): void
  readonly audit: Audit
  /** Until when a symbol's bars need not be fetched; undefined when nothing before now is wanted. */
  barsUntil(symbol: string, interval: DurationMs): EpochMs | undefined
  counters(): MendingCounters
  stop(): Promise<void>
}

export interface MendingCounters {
  /** Stretches of candles that are still to be fetched. */
  readonly repairs: number
  /** Stretches of this run in which something is missing. */
  readonly holes: number
  /** Minutes that the venue counted otherwise, and how many of these nobody looked into, since there were too many. */
  readonly doubts: number
  readonly unaudited: number
}

export function createMending(
  options: RecorderOptions,
  recorded: Recorded,
  buffer: Buffer,
  onBroken: (error: unknown) => void,
): Mending {
  const { clock, timers, random, reads, intervals, onEvent: tell = () => {} } = options
  const ledger = createLedger(row => buffer.add('gaps', row))
  /** Series of which this run has fetched something. */
  const begun = new Set<string>()
  let [doubts, doubtsUnderWay, unaudited] = [0, 0, 0]

  const repairs = createRepairs({
    ...{ clock, timers, random, onBroken },
    read: ({ symbol, interval, from, to }) => reads.candles(symbol, interval, from, to),
    onFailed: ({ symbol, interval }, error) =>
      tell({ type: 'unanswered', what: `${candlesStream(interval)} of ${symbol}`, error }),
    onRepaired: (repair, candles, missing) => {
      const { symbol, interval, from, to, isDoubt } = repair
      if (isDoubt) doubtsUnderWay--
      // Asked a while later, both may agree: frames overtake each other.
      if (isDoubt && candles.length && isSame(candles[0], audit.count(symbol, from))) return
      const isFirst = recorded.barsUntil(symbol, interval) === undefined && !begun.has(`${interval} ${symbol}`)
      begun.add(`${interval} ${symbol}`)
      for (const candle of candles) buffer.add('candles', candle)
      const hole = { symbol, stream: candlesStream(interval), from, to, reason: filled }
      ledger.fill(hole)
      // Before the first bar that there ever was nothing is missing.
      const holes = missing.filter(one => !isFirst || (candles.length > 0 && one.from > candles[0].t))
      for (const one of holes) ledger.open({ ...hole, ...one })
      if (holes.length === 0) tell({ type: 'filled', hole })
      if (isDoubt && candles.length) miscounted(repair, candles[0].trades)
    },
  })

  const hole = (one: Hole) => {
    tell({ type: 'hole', hole: one })
    const interval = intervals.find(length => candlesStream(length) === one.stream)
    if (interval === undefined || interval < shortestFetched) {
      if (one.stream === tradesStream && !options.trades) return
      ledger.open(one)
      if (one.stream === tradesStream) void fetchTrades(one).catch(onBroken)
      return
    }
    // What has closed need not wait for what has not.
    const open = floorTo(clock(), interval)
    const edges = [one.from, ...(one.from < open && open < one.to ? [open] : []), one.to]
    for (let i = 1; i < edges.length; i++) {
      const [from, to] = [edges[i - 1], edges[i]]
      ledger.open({ ...one, from, to, reason: one.reason + toBeFetched })
      repairs.add({ symbol: one.symbol, interval, from, to })
    }
  }

  /** The venue gives out the newest few: enough for a hole that is short, and has just ended. */
  const fetchTrades = async (one: Hole) => {
    const recent = await reads.recentTrades(one.symbol).catch((error: unknown) => {
      tell({ type: 'unanswered', what: `recent trades of ${one.symbol}`, error })
    })
    if (!recent) return
    for (const trade of recent) if (trade.t >= one.from && trade.t < one.to) buffer.add('trades', trade)
    if (!recent.some(trade => trade.t < one.from)) return
    ledger.fill({ ...one, reason: filled })
    tell({ type: 'filled', hole: { ...one, reason: filled } })
  }

  /** Trades of a minute never came: nor are they in the bars that we made of it. */
  const miscounted = ({ symbol, from, to }: Repair, theirs: number | null) => {
    const reason = `the venue counts ${theirs} trades, and ${audit.count(symbol, from).trades} came`
    hole({ symbol, stream: tradesStream, from, to, reason })
    for (const interval of intervals) {
      if (interval === minute) continue
      const [start, end] = [floorTo(from, interval), ceilTo(to, interval)]
      hole({ symbol, stream: candlesStream(interval), from: start, to: end, reason })
    }
  }
  const audit = createAudit((symbol, from) => {
    doubts++
    if (doubtsUnderWay >= mostDoubts) {
      unaudited++
      return
    }
    doubtsUnderWay++
    repairs.add({ symbol, interval: minute, from, to: (from + minute) as EpochMs, isDoubt: true })
  })

  // What an earlier run could not fetch any more.
  for (const { symbol, stream, t, to, reason } of recorded.holes) {
    const interval = intervals.find(length => candlesStream(length) === stream)
    if (interval !== undefined && reason.endsWith(toBeFetched)) repairs.add({ symbol, interval, from: t, to })
  }
  return {
    hole,
    audit,
    barsUntil: (symbol, interval) => {
      const known = recorded.barsUntil(symbol, interval)
      if (known !== undefined || interval < shortestFetched || options.backfill === 0) return known
      return floorTo(clock() - options.backfill * interval, interval)
    },
    counters: () => ({ repairs: repairs.waiting(), holes: ledger.count(), doubts, unaudited }),
    stop: () => repairs.stop(),
  }
}

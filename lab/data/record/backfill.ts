import { ceilTo, type DurationMs, type EpochMs, floorTo, minute, second } from '../../market/units.ts'
import type { Cancel } from '../../timers.ts'
import { toBeFetched } from '../lake/to-be-fetched.ts'
import { type Audit, createAudit, isSame } from './audit.ts'
import { type BackfillJob, type BackfillQueueOptions, createBackfillQueue } from './backfill-queue.ts'
import type { Buffer } from './buffer.ts'
import { createGapRegister } from './gap-register.ts'
import type { RecorderOptions } from './options.ts'
import { candlesStream, type RecordedGap, shortestFetched, tradesStream } from './recorded-gap.ts'
import type { Recorded } from './resume.ts'
import { review } from './review.ts'
import { createStoredCounts } from './stored-counts.ts'
import { unwrapAnswer } from './unwrap-answer.ts'

const filled = 'filled from the venue'
/** Most minutes that are checked at the same time, because the venue limits requests. */
const mostDoubts = 20
/** Failed requests after which a minute that could not be checked counts as missing. */
const maxAttempts = 5
const unasked = 'the venue counts otherwise, and nobody looked into it'

/** Closes gaps. What the venue still has is fetched; the rest stays recorded as a gap. */
export interface Backfill {
  gap(gap: RecordedGap): void
  readonly audit: Audit
  /**
   * From `from` on every trade of the symbol is recorded. The end of an earlier run's record is then checked against the
   * venue's candles.
   */
  complete(symbol: string, from: EpochMs): void
  /** The time up to which a symbol's bars need not be fetched; undefined when no bars before now are wanted. */
  barsUntil(symbol: string, interval: DurationMs): EpochMs | undefined
  counters(): BackfillCounters
  stop(): Promise<void>
}

export interface BackfillCounters {
  /** Time ranges of candles that are still to be fetched. */
  readonly backfills: number
  /** Time ranges of this run that miss something. */
  readonly gaps: number
  /** Minutes whose counts differ from the venue's. */
  readonly doubts: number
  /** How many of those were not checked, because too many checks were running. */
  readonly unaudited: number
}

/** @param venueClock the venue's own time */
export function createBackfill(
  options: RecorderOptions,
  recorded: Recorded,
  buffer: Buffer,
  venueClock: BackfillQueueOptions['clock'],
  onBroken: (error: unknown) => void,
): Backfill {
  const { timers, random, feed, intervals, onEvent = () => {} } = options
  const register = createGapRegister(feed.venue, recorded.gaps, (row, isFilled) =>
    buffer.add(isFilled ? 'filled' : 'gaps', row),
  )
  /** Series that this run has fetched at least once. */
  const begun = new Set<string>()
  /** Checks of a single minute that are running, by symbol and minute. */
  const underWay = new Map<string, BackfillJob>()
  const keyOf = ({ symbol, from }: BackfillJob) => `${from} ${symbol}`
  const retries = new Set<Cancel>()
  let isStopped = false
  let [doubts, unaudited] = [0, 0]

  const queue = createBackfillQueue({
    ...{ clock: venueClock, timers, random, onBroken },
    read: ({ symbol, interval, from, to }) => feed.candles(symbol, interval, from, to),
    onFailed: (job, error, tries) => {
      onEvent({ type: 'unanswered', what: `${candlesStream(job.interval)} of ${job.symbol}`, error })
      if (job.isDoubt && tries === maxAttempts) miscounted(job, 'the venue may count otherwise, and did not answer')
    },
    onFetched: async (job, candles, missing) => {
      const { symbol, interval, from, to, isDoubt } = job
      if (isDoubt) return compare(job, candles)
      const isFirst = recorded.barsUntil(symbol, interval) === undefined && !begun.has(`${interval} ${symbol}`)
      begun.add(`${interval} ${symbol}`)
      for (const candle of candles) buffer.add('candles', candle)
      const gap = { symbol, stream: candlesStream(interval), from, to, reason: filled }
      register.fill(gap)
      // Nothing is missing before the first bar of a series.
      const gaps = missing.filter(one => !isFirst || (candles.length > 0 && one.from > candles[0].t))
      for (const one of gaps) register.open({ ...gap, ...one })
      if (gaps.length === 0) onEvent({ type: 'filled', gap })
    },
  })

  const gap = (one: RecordedGap) => {
    onEvent({ type: 'gap', gap: one })
    const interval = intervals.find(length => candlesStream(length) === one.stream)
    if (interval === undefined || interval < shortestFetched) {
      if (one.stream === tradesStream && !options.trades) return
      register.open(one)
      if (one.stream === tradesStream && !isStopped) void fetchTrades(one).catch(onBroken)
      return
    }
    // Closed bars are fetched at once; the bar that is still open gets a job of its own.
    const open = floorTo(venueClock(), interval)
    const edges = [one.from, ...(one.from < open && open < one.to ? [open] : []), one.to]
    for (let i = 1; i < edges.length; i++) {
      const [from, to] = [edges[i - 1], edges[i]]
      register.open({ ...one, from, to, reason: one.reason + toBeFetched })
      queue.add({ symbol: one.symbol, interval, from, to })
    }
  }

  /**
   * Fills a gap of trades from the venue's list of newest trades, which reaches back far enough for a short and recent gap.
   */
  const fetchTrades = async (one: RecordedGap, pause: DurationMs = second): Promise<void> => {
    const again = () => {
      retries.delete(cancel)
      void fetchTrades(one, 2 * pause).catch(onBroken)
    }
    let cancel: Cancel = () => {}
    const recent = await unwrapAnswer(feed.recentTrades(one.symbol), error => {
      if (isStopped) return
      onEvent({ type: 'unanswered', what: `recent trades of ${one.symbol}`, error })
      // After this time the trades have dropped out of the venue's list.
      if (pause > 8 * second) return
      cancel = timers.after(pause, again)
      retries.add(cancel)
    })
    if (!recent || isStopped) return
    for (const trade of recent) if (trade.t >= one.from && trade.t < one.to) buffer.add('trades', trade)
    if (!recent.some(trade => trade.t < one.from)) return
    register.fill({ ...one, reason: filled })
    onEvent({ type: 'filled', gap: { ...one, reason: filled } })
  }

  const storedCounts = createStoredCounts(options, buffer, (symbol, t) => audit.count(symbol, t))
  /**
   * Compares the venue's candles with the stored counts once more. They may agree by now: messages can arrive out of order,
   * and missing trades may have been fetched.
   */
  const compare = async (
    job: BackfillJob,
    candles: Parameters<BackfillQueueOptions['onFetched']>[1],
  ): Promise<void> => {
    const { symbol, from, to } = job
    const counts = await storedCounts(symbol, from, to)
    for (const candle of candles) {
      const ours = counts(candle.t)
      if (isSame(candle, ours) || register.covers(symbol, tradesStream, candle.t, candle.t + minute)) continue
      if (intervals.includes(minute)) buffer.add('candles', candle)
      const doubt = { ...job, from: candle.t, to: (candle.t + minute) as EpochMs }
      miscounted(doubt, `the venue counts ${candle.trades} trades, and ${ours.trades} came`, minute)
    }
    underWay.delete(keyOf(job))
  }
  /** Records gaps for minutes whose trades never arrived: in the trades, and in the bars made of them. */
  const miscounted = (
    { symbol, from, to }: Pick<RecordedGap, 'symbol' | 'from' | 'to'>,
    reason: string,
    save?: DurationMs,
  ) => {
    gap({ symbol, stream: tradesStream, from, to, reason })
    for (const interval of intervals) {
      if (interval === save) continue
      const [start, end] = [floorTo(from, interval), ceilTo(to, interval)]
      gap({ symbol, stream: candlesStream(interval), from: start, to: end, reason })
    }
  }
  const audit = createAudit((symbol, from) => {
    const doubt: BackfillJob = { symbol, interval: minute, from, to: (from + minute) as EpochMs, isDoubt: true }
    doubts++
    if (underWay.size >= mostDoubts) {
      unaudited++
      return miscounted(doubt, unasked)
    }
    underWay.set(keyOf(doubt), doubt)
    queue.add(doubt)
  })

  // Gaps that an earlier run left to be fetched.
  for (const { symbol, stream, t, to, reason } of recorded.gaps) {
    const interval = intervals.find(length => candlesStream(length) === stream)
    if (interval !== undefined && reason.endsWith(toBeFetched)) queue.add({ symbol, interval, from: t, to })
  }
  return {
    gap,
    audit,
    complete: (symbol, from) => {
      audit.since(symbol, from)
      for (const job of options.audit ? review(options, recorded, symbol, from) : []) queue.add(job)
    },
    barsUntil: (symbol, interval) => {
      const known = recorded.barsUntil(symbol, interval)
      if (known !== undefined || interval < shortestFetched || options.backfill === 0) return known
      return floorTo(venueClock() - options.backfill * interval, interval)
    },
    counters: () => ({ backfills: queue.waiting(), gaps: register.count(), doubts, unaudited }),
    async stop() {
      isStopped = true
      for (const cancel of retries) cancel()
      await queue.stop()
      for (const doubt of underWay.values()) miscounted(doubt, unasked)
      underWay.clear()
    },
  }
}

import { InputError } from '../../input-error.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, floorTo, isEpochMs, type Price, type Size } from '../../market/units.ts'
import { cellSize, clear, fold, isEmpty, put, readCell } from './cell.ts'
import { type BarBuilderOptions, checkOptions, type PartialBar } from './options.ts'

/** Builds the bars of one symbol. */
export interface BarBuilder {
  /**
   * Adds a trade. Every trade must be added exactly once, in any order that `lateness` allows: the order does not
   * change the bars.
   *
   * Trades with equal t are ordered by `sequence`, or by arrival without it. Hyperliquid gives all trades of a block
   * the same time, and its ids are hashes.
   *
   * @param t epoch ms, whole
   * @param price quote currency for one base unit, above 0
   * @param size base units, above 0
   * @throws InputError when a value is invalid
   */
  add(t: number, price: Price, size: Size, sequence?: number): void
  /**
   * Closes the bars that ended by `now − lateness`, even without trades. `lateness` must cover network delay and clock
   * differences.
   */
  advance(now: EpochMs): void
  /** Ends the builder: open bars are emitted as partial bars. A trade added afterwards is late. */
  flush(): void
  /** Number of trades that were late for at least one interval. */
  readonly late: number
}

// Indices into a builder's state. A Float64Array is updated without allocating objects.
/** Start of the earliest open bar of the shortest interval: trades before it are late. Epoch ms. */
const edge = 0
/** Time of the newest trade, epoch ms. */
const newest = 1
/** Time up to which all trades are assumed to have arrived, epoch ms. */
const watermark = 2
/** Number of trades added without a sequence. */
const arrived = 3
/** Number of late trades. */
const late = 4

/**
 * Creates a builder of bars of several intervals. Live and replayed trades give the same bars.
 *
 * Open and close are the first and last trade by time and sequence. Volume and vwap are sums over all trades, rounded
 * once. Each interval is independent: a longer bar includes a trade that was too late for a shorter bar.
 *
 * @throws InputError when an option is invalid
 */
export function createBarBuilder(options: BarBuilderOptions): BarBuilder {
  checkOptions(options)
  const { venue, symbol, intervals, from, lateness, empty = 'flat', lastClose, onBar, onPartial, onLate } = options
  const [finest] = intervals
  // A power of two, so that the low bits of a bar's number are the index of its cell.
  const ring = 2 ** Math.ceil(Math.log2(Math.floor(lateness / finest) + 2))
  const cells = new Float64Array((ring + intervals.length - 1) * cellSize)
  const state = Float64Array.of(from, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0)
  /** End of the earliest open bar of each interval. */
  const ends = Float64Array.from(intervals, interval => floorTo(from, interval) + interval)
  const closes = new Float64Array(intervals.length).fill(lastClose ?? Number.NaN)

  const shortCell = (t: number): number => (Math.floor(t / finest) & (ring - 1)) * cellSize
  const longCell = (level: number): number => (ring + level - 1) * cellSize

  function add(t: number, price: Price, size: Size, sequence = state[arrived]++): void {
    if (!(price > 0 && size > 0 && price * size < Number.POSITIVE_INFINITY && isEpochMs(t))) refuse(t, price, size)
    if (t - lateness > state[watermark]) advanceWatermark(t - lateness)
    if (t > state[newest]) state[newest] = t
    if (t < state[edge]) addLate(t, price, size, sequence)
    else put(cells, shortCell(t), t, price, size, sequence)
  }

  function advanceWatermark(to: number): void {
    state[watermark] = to
    if (to >= ends[0]) closeUntil(to)
  }

  function closeUntil(end: number): void {
    while (ends[0] <= end) {
      const silent = ends[0] - finest > state[newest]
      const hasNoPrice = lastClose === undefined && state[newest] === Number.NEGATIVE_INFINITY
      if (silent && (empty === 'skip' || hasNoPrice)) skipSilence(end)
      else closeBar(0, shortCell(ends[0] - finest))
    }
    state[edge] = ends[0] - finest
  }

  /** Closes the open bar of one interval, and the longer bars that end at the same time. */
  function closeBar(level: number, at: number): void {
    const end = ends[level]
    emit(level, at)
    ends[level] = end + intervals[level]
    if (level + 1 < intervals.length && ends[level + 1] === end) closeBar(level + 1, longCell(level + 1))
  }

  /** Skips a time without trades in one step, however long, when it makes no bars of the shortest interval. */
  function skipSilence(end: number): void {
    for (let level = 0; level < intervals.length && ends[level] <= end; level++) {
      if (level > 0) emit(level, longCell(level))
      ends[level] = floorTo(end, intervals[level]) + intervals[level]
    }
  }

  /** Emits a bar, adds it to the bar of the next longer interval, and clears its cell. */
  function emit(level: number, at: number): void {
    const row = rowOf(level, at)
    if (level + 1 < intervals.length) fold(cells, longCell(level + 1), at)
    clear(cells, at)
    if (!row) return
    closes[level] = row.close
    const end = ends[level]
    if (row.t >= from && end <= state[watermark]) onBar(row)
    else if (row.trades) onPartial(partOf(row, end))
  }

  function rowOf(level: number, at: number): CandleRow | undefined {
    const interval = intervals[level]
    const of = { venue, symbol, interval, t: (ends[level] - interval) as EpochMs, funding: null }
    if (!isEmpty(cells, at)) return { ...of, ...readCell(cells, at) }
    const last = closes[level]
    if (empty === 'skip' || Number.isNaN(last)) return
    return { ...of, open: last, high: last, low: last, close: last, volume: 0, vwap: null, trades: 0 }
  }

  function partOf(soFar: CandleRow, end: number): PartialBar {
    const since = Math.max(soFar.t, from)
    return { soFar, from: since as EpochMs, to: Math.max(since, Math.min(end, state[watermark])) as EpochMs }
  }

  function addLate(t: number, price: Price, size: Size, sequence: number): void {
    state[late]++
    for (const [level, interval] of intervals.entries()) {
      const bar = floorTo(t, interval)
      // The trade is in time for this bar. When the bar closes, its trades are added to the longer bars.
      if (t >= from && bar + interval === ends[level]) {
        put(cells, longCell(level), t, price, size, sequence)
        return
      }
      onLate({ symbol, interval, bar: bar as EpochMs, t: t as EpochMs, price, size })
    }
  }

  function flush(): void {
    while (ends[0] - finest <= state[newest]) closeBar(0, shortCell(ends[0] - finest))
    for (let level = 1; level < intervals.length; level++) emit(level, longCell(level))
    ends.fill(Number.POSITIVE_INFINITY)
    state[edge] = Number.POSITIVE_INFINITY
  }

  function refuse(t: number, price: Price, size: Size): never {
    throw new InputError(
      `${venue} ${symbol}: found a trade at ${t} ms of ${size} for ${price}, expected epoch ms and a size and price above 0`,
    )
  }

  return {
    add,
    advance(now) {
      if (!isEpochMs(now)) throw new InputError(`${venue} ${symbol}: found the time ${now}, expected epoch ms`)
      if (now - lateness > state[watermark]) advanceWatermark(now - lateness)
    },
    flush,
    get late() {
      return state[late]
    },
  }
}

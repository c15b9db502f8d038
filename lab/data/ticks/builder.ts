import { InputError } from '../../input-error.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, floorTo, isEpochMs, type Price, type Size } from '../../market/units.ts'
import { cellSize, clear, fold, isEmpty, put, readCell } from './cell.ts'
import { type BarBuilderOptions, checkOptions, type PartialBar } from './options.ts'

/** Owned by one symbol. */
export interface BarBuilder {
  /**
   * Takes a trade, each once. Trades may come in any order that `lateness` allows: the bars are those of the right order, to the
   * last bit. Hyperliquid stamps all trades of a block with one time and its ids are hashes, so `sequence` says which of two trades
   * of equal t was first; without it, the one added first.
   *
   * @param t whole ms
   * @param price of one base unit, above 0
   * @param size base units, above 0
   * @throws InputError when one of these is not so
   */
  add(t: number, price: Price, size: Size, sequence?: number): void
  /** Closes what has ended by `now − lateness`, though nobody trades. `lateness` must then cover delay and the clocks' difference. */
  advance(now: EpochMs): void
  /** Ends the builder: hands out every bar that is not closed yet as a partial one. A trade that comes afterwards is late. */
  flush(): void
  /** Trades that were late for at least one interval. */
  readonly late: number
}

// Places in a builder's own state: numbers in a Float64Array are changed without making new ones.
const edge = 0
const newest = 1
const watermark = 2
const arrived = 3
const late = 4

/**
 * Makes bars of several intervals from trades, live or replayed: the same trades give the same bars. Open and close are the first
 * and the last trade by time and sequence; volume and vwap are sums of all, rounded once. Each interval is as if built alone:
 * the bar of the longer one also holds a trade that came too late for the shorter.
 *
 * @throws InputError when the options make no sense
 */
export function createBarBuilder(options: BarBuilderOptions): BarBuilder {
  checkOptions(options)
  const { venue, symbol, intervals, from, lateness, empty = 'flat', lastClose, onBar, onPartial, onLate } = options
  const [finest] = intervals
  // A power of two, so that the bits of a bar's number say which cell is its own.
  const ring = 2 ** Math.ceil(Math.log2(Math.floor(lateness / finest) + 2))
  const cells = new Float64Array((ring + intervals.length - 1) * cellSize)
  const state = Float64Array.of(from, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0)
  /** When the earliest bar that is still open ends, by interval. */
  const ends = Float64Array.from(intervals, interval => floorTo(from, interval) + interval)
  const closes = new Float64Array(intervals.length).fill(lastClose ?? Number.NaN)

  const shortCell = (t: number): number => (Math.floor(t / finest) & (ring - 1)) * cellSize
  const longCell = (level: number): number => (ring + level - 1) * cellSize

  function add(t: number, price: Price, size: Size, sequence = state[arrived]++): void {
    if (!(price > 0 && size > 0 && price * size < Number.POSITIVE_INFINITY && isEpochMs(t))) refuse(t, price, size)
    if (t - lateness > state[watermark]) rise(t - lateness)
    if (t > state[newest]) state[newest] = t
    if (t < state[edge]) addLate(t, price, size, sequence)
    else put(cells, shortCell(t), t, price, size, sequence)
  }

  function rise(to: number): void {
    state[watermark] = to
    if (to >= ends[0]) closeUntil(to)
  }

  function closeUntil(end: number): void {
    while (ends[0] <= end) {
      const silent = ends[0] - finest > state[newest]
      const knowsNothing = lastClose === undefined && state[newest] === Number.NEGATIVE_INFINITY
      if (silent && (empty === 'skip' || knowsNothing)) leap(end)
      else settle(0, shortCell(ends[0] - finest))
    }
    state[edge] = ends[0] - finest
  }

  /** Ends the open bar of one interval, and those of longer ones that end with it. */
  function settle(level: number, at: number): void {
    const end = ends[level]
    release(level, at)
    ends[level] = end + intervals[level]
    if (level + 1 < intervals.length && ends[level + 1] === end) settle(level + 1, longCell(level + 1))
  }

  /** Past a silence that leaves no bars, however long, in one step. */
  function leap(end: number): void {
    for (let level = 0; level < intervals.length && ends[level] <= end; level++) {
      if (level > 0) release(level, longCell(level))
      ends[level] = floorTo(end, intervals[level]) + intervals[level]
    }
  }

  /** Hands out a bar, gives it to the next longer interval, and frees its cell. */
  function release(level: number, at: number): void {
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
      // In time for the longer bar: from there it reaches those that are longer still.
      if (t >= from && bar + interval === ends[level]) {
        put(cells, longCell(level), t, price, size, sequence)
        return
      }
      onLate({ symbol, interval, bar: bar as EpochMs, t: t as EpochMs, price, size })
    }
  }

  function flush(): void {
    while (ends[0] - finest <= state[newest]) settle(0, shortCell(ends[0] - finest))
    for (let level = 1; level < intervals.length; level++) release(level, longCell(level))
    ends.fill(Number.POSITIVE_INFINITY)
    state[edge] = Number.POSITIVE_INFINITY
  }

  function refuse(t: number, price: Price, size: Size): never {
    throw new InputError(
      `${venue} ${symbol}: found a trade at ${t} ms of ${size} for ${price}, expected epoch ms and both above 0`,
    )
  }

  return {
    add,
    advance(now) {
      if (!isEpochMs(now)) throw new InputError(`${venue} ${symbol}: found the time ${now}, expected epoch ms`)
      if (now - lateness > state[watermark]) rise(now - lateness)
    },
    flush,
    get late() {
      return state[late]
    },
  }
}

import { InputError } from '../../input-error.ts'
import type { CandleRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, isEpochMs, type Price, type Size, showInterval } from '../../market/units.ts'

export interface BarBuilderOptions {
  readonly venue: string
  readonly symbol: string
  /** Ascending, each a multiple of the one before; for example 1 s, 1 min, 5 min, 1 h. */
  readonly intervals: readonly DurationMs[]
  /** Start of complete data: every trade from here on is added. For a stream, the time it was subscribed, not the process start. */
  readonly from: EpochMs
  /** How much older than the newest trade, or than the clock of `advance`, a trade may be without being late. */
  readonly lateness: DurationMs
  /**
   * Result of an interval without trades: `flat` (default) is a bar that repeats the last close with volume and trades 0, as in
   * Hyperliquid's candles; `skip` is no bar. A broken stream looks like an interval without trades, so `flush` the builder when the
   * stream breaks.
   */
  readonly empty?: 'flat' | 'skip'
  /** Last price before `from`. With it, flat bars begin before the first trade, otherwise after it. */
  readonly lastClose?: Price
  /** Receives each closed bar with all trades of its interval, in order of closing, the shorter interval first. */
  onBar(bar: CandleRow): void
  /** Receives a bar that began before `from`, or that `flush` cut off. */
  onPartial(part: PartialBar): void
  /** Receives a trade that came after its bar had closed, once for each such interval. The bar must be read again from the venue. */
  onLate(late: LateTrade): void
}

/** An incomplete bar. It is not a candle, so it cannot be passed to code that expects closed bars. */
export interface PartialBar {
  readonly soFar: CandleRow
  /** `soFar` has every trade in `[from, to)`, and only some of the bar's other trades. */
  readonly from: EpochMs
  readonly to: EpochMs
}

export interface LateTrade {
  readonly symbol: string
  readonly interval: DurationMs
  /** Open of the bar that lacks the trade. */
  readonly bar: EpochMs
  readonly t: EpochMs
  readonly price: Price
  readonly size: Size
}

/** Most bars of the shortest interval that may be open at once: a little more than a day of seconds. */
const mostOpen = 100_000

/** @throws InputError when an option is invalid */
export function checkOptions({ venue, symbol, intervals, from, lateness, lastClose }: BarBuilderOptions): void {
  const wrong = (what: string, found: unknown, expected: string) =>
    new InputError(`${venue} ${symbol}: ${what}: found ${found}, expected ${expected}`)
  if (intervals.length === 0) throw wrong('intervals', 'none', 'at least one')
  for (const [i, interval] of intervals.entries()) {
    if (!(Number.isInteger(interval) && interval > 0)) throw wrong('intervals', interval, 'whole ms above 0')
    const before = intervals[i - 1]
    if (i > 0 && !(interval > before && interval % before === 0)) {
      throw wrong('intervals', show(interval), `a greater multiple of the ${show(before)} before it`)
    }
  }
  if (!isEpochMs(from)) throw wrong('from', from, 'epoch ms')
  const longest = mostOpen * intervals[0]
  if (!(lateness >= 0 && lateness <= longest)) {
    throw wrong('lateness', `${lateness} ms`, `0 to ${longest} ms, ${mostOpen} bars of ${show(intervals[0])}`)
  }
  if (lastClose !== undefined && !(lastClose > 0 && lastClose < Number.POSITIVE_INFINITY)) {
    throw wrong('lastClose', lastClose, 'a price above 0')
  }
}

const show = (interval: DurationMs): string => (interval % 1_000 === 0 ? showInterval(interval) : `${interval} ms`)

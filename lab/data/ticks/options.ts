import { InputError } from '../../input-error.ts'
import type { CandleRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, isEpochMs, type Price, type Size, showInterval } from '../../market/units.ts'

/** Options of a builder that makes bars of several intervals from one symbol's trades. */
export interface BarBuilderOptions {
  readonly venue: string
  readonly symbol: string
  /** Intervals of the bars, ascending, each a multiple of the previous; for example 1 s, 1 min, 5 min, 1 h. */
  readonly intervals: readonly DurationMs[]
  /** Time from which every trade is added. For a stream, the time of its subscription, not of the process start. */
  readonly from: EpochMs
  /** Maximum delay of a trade that is not late, ms: its age against the newest trade or the clock of `advance`. */
  readonly lateness: DurationMs
  /**
   * Result of an interval without trades. `flat` (default): a bar that repeats the last close with volume and trades 0,
   * as in Hyperliquid's candles. `skip`: no bar.
   *
   * A broken stream looks like an interval without trades, so `flush` the builder when the stream breaks.
   */
  readonly empty?: 'flat' | 'skip'
  /** Last price before `from`. Without it, no flat bar is made before the first trade. */
  readonly lastClose?: Price
  /** Receives each complete bar in order of closing; of bars that close together, the shorter interval first. */
  onBar(bar: CandleRow): void
  /** Receives an incomplete bar: it began before `from`, or `flush` ended it early. */
  onPartial(part: PartialBar): void
  /** Receives a trade that came after its bar had closed, once per interval; the bar must be fetched from the venue. */
  onLate(late: LateTrade): void
}

/** An incomplete bar. Its type differs from a candle's, so that it is not taken for a closed bar by mistake. */
export interface PartialBar {
  /** The bar made of the trades received: all of `[from, to)`, and perhaps some of the rest of the interval. */
  readonly soFar: CandleRow
  readonly from: EpochMs
  readonly to: EpochMs
}

/** A trade that is missing from a bar, because it came after the bar had closed. */
export interface LateTrade {
  readonly symbol: string
  readonly interval: DurationMs
  /** Open time of the bar that lacks the trade. */
  readonly bar: EpochMs
  /** Time of the trade. */
  readonly t: EpochMs
  readonly price: Price
  readonly size: Size
}

/** Maximum number of open bars of the shortest interval; with one-second bars, a little more than a day. */
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

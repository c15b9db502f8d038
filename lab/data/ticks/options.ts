import { InputError } from '../../input-error.ts'
import type { CandleRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, isEpochMs, type Price, type Size, showInterval } from '../../market/units.ts'

export interface BarBuilderOptions {
  readonly venue: string
  readonly symbol: string
  /** Ascending, each a whole multiple of the one before: 1 s, 1 m, 5 m, 1 h. */
  readonly intervals: readonly DurationMs[]
  /** From when on every trade will be added: when the stream stood, not when the process began. */
  readonly from: EpochMs
  /** How much older than the newest trade, or than the clock of `advance`, a trade may be and still be in time for its bar. */
  readonly lateness: DurationMs
  /**
   * What becomes of an interval in which nobody traded: a bar that repeats the last close, with volume and trades 0, as in
   * Hyperliquid's own candles (default), or no bar. A silence is one only on a healthy stream: end the builder where it breaks.
   */
  readonly empty?: 'flat' | 'skip'
  /** Last price before `from`, so that flat bars can begin before the first trade. Without it they begin after. */
  readonly lastClose?: Price
  /** A closed bar with every trade of its interval, in order of closing, the shorter interval first. */
  onBar(bar: CandleRow): void
  /** A bar that began before `from`, or that `flush` cut off. */
  onPartial(part: PartialBar): void
  /** A trade that came after its bar had closed, once for each such interval. That bar is to be read from the venue again. */
  onLate(late: LateTrade): void
}

/** Not a candle: what is known of one. Nothing that takes a closed bar takes this. */
export interface PartialBar {
  readonly soFar: CandleRow
  /** Every trade in `[from, to)` is in it, and of those in the bar's other moments only some. */
  readonly from: EpochMs
  readonly to: EpochMs
}

export interface LateTrade {
  readonly symbol: string
  readonly interval: DurationMs
  /** When the bar opened that lacks the trade. */
  readonly bar: EpochMs
  readonly t: EpochMs
  readonly price: Price
  readonly size: Size
}

/** Bars of the shortest interval that may be open at once: a day of seconds and some. */
const mostOpen = 100_000

/** @throws InputError when no builder can be made of these */
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

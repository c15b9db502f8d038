import type { BarClosed } from '../../lab/market/bar-feed.ts'
import { type Bars, type Column, makeBars, optionalColumns, requiredColumns, slice } from '../../lab/market/bars.ts'
import { showTime } from '../../lab/market/units.ts'

/**
 * Columns of a history. Optional columns always exist, NaN where unknown. Otherwise a signal could depend on whether
 * some bar of long ago had them.
 */
const names = [...requiredColumns, ...optionalColumns]
type Columns = Record<(typeof names)[number], Float64Array>

/** Spare rows beyond those kept. Old rows are dropped only when these are full, so that most appends move nothing. */
const slackRows = 1_024

/** The newest bars of one symbol. Memory stays constant however many bars are appended. */
export class History {
  readonly #origin: Pick<Bars, 'symbol' | 'venue' | 'synthetic' | 'interval'>
  readonly #keep: number
  readonly #columns: Columns
  #rows = 0

  /**
   * @param before bars that have closed already, the newest last
   * @param keep   maximum number of rows that `newest` returns, an integer ≥ 1
   */
  constructor(before: Bars, keep: number) {
    const { symbol, venue, synthetic, interval } = before
    this.#origin = { symbol, venue, synthetic, interval }
    this.#keep = keep
    const capacity = this.#keep + slackRows
    this.#columns = Object.fromEntries(names.map(name => [name, new Float64Array(capacity)])) as Columns
    const n = before.close.length
    const newest = slice(before, Math.max(0, n - this.#keep), n)
    for (const name of names) {
      const column = newest[name]
      if (column) this.#columns[name].set(Float64Array.from(column))
      else this.#columns[name].fill(Number.NaN, 0, newest.close.length)
    }
    this.#rows = newest.close.length
  }

  /**
   * Adds a closed bar.
   *
   * @throws RangeError when the bar is not newer than the last one
   */
  append(bar: BarClosed): void {
    const { openTime } = this.#columns
    const last = openTime[this.#rows - 1]
    if (this.#rows > 0 && !(bar.openTime > last)) {
      throw new RangeError(
        `${bar.symbol}: expected a bar that opens after ${showTime(last)}, found one of ${showTime(bar.openTime)}`,
      )
    }
    if (this.#rows === openTime.length) this.#drop(this.#rows - this.#keep)
    for (const name of names) this.#columns[name][this.#rows] = bar[name] ?? Number.NaN
    this.#rows++
  }

  /**
   * The newest bars, oldest first.
   *
   * @throws RangeError when a row is not a valid candle, such as a high below the close
   */
  newest(): Bars {
    const from = Math.max(0, this.#rows - this.#keep)
    const cut = (name: keyof Columns): Column => this.#columns[name].subarray(from, this.#rows)
    const columns = Object.fromEntries(names.map(name => [name, cut(name)])) as Record<keyof Columns, Column>
    return makeBars({ ...this.#origin, ...columns })
  }

  #drop(rows: number): void {
    for (const name of names) this.#columns[name].copyWithin(0, rows, this.#rows)
    this.#rows -= rows
  }
}

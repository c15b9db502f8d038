import type { BarClosed } from '../../lab/market/bar-feed.ts'
import { type Bars, type Column, makeBars, optionalColumns, requiredColumns, slice } from '../../lab/market/bars.ts'
import { showTime } from '../../lab/market/units.ts'

/** The optional ones are always here, known or not: whether a bar of long ago knew them is nothing that a signal may hang on. */
const names = [...requiredColumns, ...optionalColumns]
type Columns = Record<(typeof names)[number], Float64Array>

/** Bars added at once before the oldest are dropped. */
const slackRows = 1_024

/** One symbol's newest bars: memory does not grow with time. */
export class History {
  readonly #origin: Pick<Bars, 'symbol' | 'venue' | 'synthetic' | 'interval'>
  readonly #keep: number
  readonly #columns: Columns
  #rows = 0

  /**
   * @param before bars already closed, the newest last
   * @param keep   rows that it gives, once there are so many, an integer ≥ 1
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

  /** @throws RangeError on a bar that is not newer than the last */
  append(bar: BarClosed): void {
    const { openTime } = this.#columns
    const last = openTime[this.#rows - 1]
    if (this.#rows > 0 && !(bar.openTime > last)) {
      throw new RangeError(`${bar.symbol}: a bar of ${showTime(bar.openTime)} came after one of ${showTime(last)}`)
    }
    if (this.#rows === openTime.length) this.#drop(this.#rows - this.#keep)
    for (const name of names) this.#columns[name][this.#rows] = bar[name] ?? Number.NaN
    this.#rows++
  }

  /** @throws RangeError where one of them is no candle */
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

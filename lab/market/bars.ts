import type { DurationMs } from './units.ts'

/** A read-only Float64Array: its values can be read, never written. */
export interface Column extends ArrayLike<number>, Iterable<number> {
  subarray(begin?: number, end?: number): Column
}

/**
 * Optional data on each bar, as known when the bar closed; NaN where unknown. An absent column means the same as a
 * column of NaN.
 */
export interface OptionalColumns {
  /** Mean funding rate over the bar's hours, as a fraction of the notional per hour; > 0 where longs pay shorts. */
  readonly funding?: Column
  /** Volume-weighted mean price of the bar's trades. */
  readonly vwap?: Column
  /** Market sentiment index: 0 is extreme fear, 100 extreme greed. */
  readonly sentiment?: Column
}
export type OptionalColumn = keyof OptionalColumns

/**
 * Candles as columns: the form in which the lab passes all market data. Row i is the bar that opened at `openTime[i]`.
 * Every bar is closed.
 */
export interface Bars extends OptionalColumns {
  readonly symbol: string
  readonly interval: DurationMs
  /** Name of the venue that the prices come from. */
  readonly venue: string
  /** True when the prices are simulated. Every file, run and strategy made from these bars carries the same label. */
  readonly synthetic: boolean
  /** Epoch ms, strictly increasing. A missing bar is a gap, never a filler row. */
  readonly openTime: Column
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  /** Base units traded. */
  readonly volume: Column
}

export const requiredColumns = ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const
export type RequiredColumn = (typeof requiredColumns)[number]

interface Rule {
  readonly expected: string
  readonly allows: (value: number, row: number, bars: Bars) => boolean
}

/**
 * Tolerance of the vwap check, as a fraction of the price. Venues that publish prices with five digits round high and
 * low by less than this, so the exact mean of the trades may lie slightly outside them. A mean in the wrong unit, or of
 * another symbol, lies further off.
 */
const rounding = 1e-4

/** Valid range of each optional column; NaN always passes. */
const rules: Readonly<Record<OptionalColumn, Rule>> = {
  funding: { expected: 'a finite rate', allows: Number.isFinite },
  vwap: {
    expected: 'a price between low and high',
    allows: (value, row, { low, high }) => value >= low[row] * (1 - rounding) && value <= high[row] * (1 + rounding),
  },
  sentiment: { expected: '0 to 100', allows: value => value >= 0 && value <= 100 },
}

/** Names of the optional columns, in the order in which they are fingerprinted. A new column must come last. */
export const optionalColumns = Object.keys(rules) as readonly OptionalColumn[]

/**
 * Checks bars and returns them.
 *
 * @throws RangeError naming symbol and row: unequal lengths, times not increasing, prices not positive, high or low
 *   that do not enclose open and close, or an optional value out of range
 */
export function makeBars(bars: Bars): Bars {
  const n = bars.openTime.length
  const where = (row: number) => `${bars.symbol} ${bars.interval} ms, row ${row}`
  for (const name of [...requiredColumns, ...optionalColumns]) {
    const length = bars[name]?.length ?? n
    if (length !== n) throw new RangeError(`${bars.symbol}: ${name} has ${length} rows, expected ${n}`)
  }
  for (let i = 0; i < n; i++) {
    if (i > 0 && !(bars.openTime[i] > bars.openTime[i - 1])) {
      throw new RangeError(`${where(i)} opens at ${bars.openTime[i]}, which is not after ${bars.openTime[i - 1]}`)
    }
    const [o, h, l, c] = [bars.open[i], bars.high[i], bars.low[i], bars.close[i]]
    if (!(l > 0 && l <= Math.min(o, c) && h >= Math.max(o, c) && h < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${where(i)}: open ${o}, high ${h}, low ${l}, close ${c} is no candle`)
    }
    if (!(bars.volume[i] >= 0)) throw new RangeError(`${where(i)}: volume ${bars.volume[i]}, expected ≥ 0`)
  }
  for (const name of optionalColumns) {
    const column = bars[name]
    const { allows, expected } = rules[name]
    for (let i = 0; column && i < n; i++) {
      if (Number.isNaN(column[i]) || allows(column[i], i, bars)) continue
      throw new RangeError(`${where(i)}: ${name} ${column[i]}, expected ${expected}, or NaN where unknown`)
    }
  }
  return bars
}

/** The same bars with each present column replaced by what `change` returns for it. */
export function mapColumns(
  bars: Bars,
  change: (column: Column, name: RequiredColumn | OptionalColumn) => Column,
): Bars {
  const changed: Record<string, Column> = {}
  for (const name of [...requiredColumns, ...optionalColumns]) {
    const column = bars[name]
    if (column) changed[name] = change(column, name)
  }
  return { ...bars, ...changed }
}

/** Rows `[from, to)`, sharing memory with `bars`. */
export const slice = (bars: Bars, from: number, to: number): Bars =>
  mapColumns(bars, column => column.subarray(from, to))

/** True when at least one value of an optional column is known. */
export function isKnown(column: Column | undefined): column is Column {
  for (let i = 0; column && i < column.length; i++) if (!Number.isNaN(column[i])) return true
  return false
}

/** The first row that opens at or after `time`; the number of rows when none does. */
export function rowAt(bars: Pick<Bars, 'openTime'>, time: number): number {
  let low = 0
  let high = bars.openTime.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (bars.openTime[middle] < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Rows that open in `[from, to)`, sharing memory with `bars`. */
export const between = (bars: Bars, from: number, to: number): Bars => slice(bars, rowAt(bars, from), rowAt(bars, to))

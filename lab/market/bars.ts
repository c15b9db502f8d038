import type { DurationMs } from './units.ts'

/** Read-only face of a Float64Array: whoever receives one may read it, never write it. */
export interface Column extends ArrayLike<number>, Iterable<number> {
  subarray(begin?: number, end?: number): Column
}

/** Candles as columns, the only currency of market data. Row i opened at `openTime[i]` and is closed: no bar in here is still moving. */
export interface Bars {
  readonly symbol: string
  readonly interval: DurationMs
  /** Where the prices were made: a venue's name. */
  readonly venue: string
  /** Born of a simulation: the label follows every file, run and strategy made from it. */
  readonly synthetic: boolean
  /** Epoch ms, strictly increasing. A missing bar is a gap, never a filler row. */
  readonly openTime: Column
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  /** Base units traded. */
  readonly volume: Column
  /** Funding rate per hour that longs pay shorts, mean over the bar's hours; NaN where unknown. Absent: unknown throughout. */
  readonly funding?: Column
}

const required = ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const

/**
 * Bars whose columns are known to be whole.
 *
 * @throws RangeError naming symbol and row: unequal lengths, times not increasing, prices not positive, or high/low not enclosing
 */
export function makeBars(bars: Bars): Bars {
  const n = bars.openTime.length
  const where = (row: number) => `${bars.symbol} ${bars.interval} ms, row ${row}`
  for (const name of required) {
    if (bars[name].length !== n)
      throw new RangeError(`${bars.symbol}: ${name} has ${bars[name].length} rows, expected ${n}`)
  }
  if (bars.funding && bars.funding.length !== n) {
    throw new RangeError(`${bars.symbol}: funding has ${bars.funding.length} rows, expected ${n}`)
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
  return bars
}

/** Rows `[from, to)`, sharing memory with `bars`. */
export function slice(bars: Bars, from: number, to: number): Bars {
  const cut = (column: Column) => column.subarray(from, to)
  return {
    ...bars,
    openTime: cut(bars.openTime),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    ...(bars.funding && { funding: cut(bars.funding) }),
  }
}

/** The first row that opens at or after `time`; `length` when none does. */
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

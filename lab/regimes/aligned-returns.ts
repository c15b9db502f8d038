import type { Bars, Column } from '../market/bars.ts'
import { type DurationMs, showInterval } from '../market/units.ts'

/** What several symbols did in the same intervals. */
export interface AlignedReturns {
  readonly symbols: readonly string[]
  readonly interval: DurationMs
  /** When the interval of each row opens: strictly increasing. */
  readonly openTime: Column
  /** Log return of each symbol, from the bar of the interval before to that of this one; NaN where it lacks either. */
  readonly returns: readonly Column[]
}

/**
 * Returns of several symbols, joined on the time at which their bars open, never on row numbers: the same row is the same hour, and each
 * return spans exactly one interval. Nothing is filled in.
 *
 * @param bars     each symbol once, all of one interval
 * @param openTime rows to join on, strictly increasing; usual: every time at which any of the bars opens
 * @throws RangeError when a symbol comes twice, or intervals differ
 */
export function alignReturns(bars: readonly Bars[], openTime: Column = timeline(bars)): AlignedReturns {
  const [first] = bars
  const seen = new Set<string>()
  for (const { symbol, interval } of bars) {
    if (seen.has(symbol)) throw new RangeError(`alignReturns: ${symbol} comes twice, expected each symbol once`)
    seen.add(symbol)
    if (interval === first.interval) continue
    const [found, expected] = [interval, first.interval].map(showInterval)
    throw new RangeError(`alignReturns: ${symbol} has ${found} bars, expected ${expected} like ${first.symbol}`)
  }
  return {
    symbols: bars.map(({ symbol }) => symbol),
    interval: first?.interval ?? 0,
    openTime,
    returns: bars.map(one => onto(openTime, one, stepReturns(one))),
  }
}

/** Every time at which any of the bars opens, once, in order. */
export function timeline(bars: readonly Pick<Bars, 'openTime'>[]): Float64Array {
  const all = new Float64Array(bars.reduce((sum, { openTime }) => sum + openTime.length, 0))
  let length = 0
  for (const { openTime } of bars) for (let i = 0; i < openTime.length; i++) all[length++] = openTime[i]
  all.sort()
  return all.filter((t, i) => i === 0 || t !== all[i - 1])
}

/** The values of bars where bars open at the times asked for, NaN where none does. */
export function onto(openTime: Column, bars: Pick<Bars, 'openTime'>, values: Column): Float64Array {
  const out = new Float64Array(openTime.length).fill(Number.NaN)
  for (let i = 0, row = 0; i < out.length; i++) {
    while (row < bars.openTime.length && bars.openTime[row] < openTime[i]) row++
    if (bars.openTime[row] === openTime[i]) out[i] = values[row]
  }
  return out
}

function stepReturns({ openTime, interval, close }: Bars): Float64Array {
  const out = new Float64Array(close.length).fill(Number.NaN)
  for (let i = 1; i < out.length; i++) {
    const factor = close[i] / close[i - 1]
    if (openTime[i] - openTime[i - 1] === interval && factor > 0 && factor < Infinity) out[i] = Math.log(factor)
  }
  return out
}

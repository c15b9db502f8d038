import type { Bars, Column } from '../market/bars.ts'
import { type DurationMs, showInterval } from '../market/units.ts'

/** Returns of several symbols over the same intervals. */
export interface AlignedReturns {
  readonly symbols: readonly string[]
  readonly interval: DurationMs
  /** Open time of each row's interval, epoch ms, strictly increasing. */
  readonly openTime: Column
  /** Log return of each symbol from the previous interval's close to this one's; NaN where either bar is missing. */
  readonly returns: readonly Column[]
}

/**
 * Returns of several symbols, joined on bar open time, not on row number. Each return spans exactly one interval.
 * Missing bars are not filled.
 *
 * @param bars     each symbol once, all of one interval
 * @param openTime rows to join on, strictly increasing; default: every time at which any of the bars opens
 * @throws RangeError when a symbol appears twice or intervals differ
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

/** All open times of the bars, sorted, without duplicates. */
export function timeline(bars: readonly Pick<Bars, 'openTime'>[]): Float64Array {
  const all = new Float64Array(bars.reduce((sum, { openTime }) => sum + openTime.length, 0))
  let length = 0
  for (const { openTime } of bars) for (let i = 0; i < openTime.length; i++) all[length++] = openTime[i]
  all.sort()
  return all.filter((t, i) => i === 0 || t !== all[i - 1])
}

/** The values at the requested open times; NaN where no bar opens at that time. */
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

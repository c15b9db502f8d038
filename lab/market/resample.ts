import { type Bars, type Column, makeBars, type OptionalColumn, optionalColumns } from './bars.ts'
import { type DurationMs, showInterval } from './units.ts'

/**
 * Combines bars into bars of a longer interval, aligned to the epoch. A longer bar with a missing row is left out.
 *
 * The open price is that of the first row with trades. Venues fill quiet periods with flat rows without volume, which
 * repeat an older price.
 *
 * Funding is the mean of the rows, VWAP their volume-weighted mean, and sentiment the value of the last row. If a value
 * needed for the result is unknown, the result is unknown.
 *
 * @param interval a whole multiple of the interval of `bars`
 * @throws RangeError when `interval` is not a whole multiple
 */
export function resample(bars: Bars, interval: DurationMs): Bars {
  const parts = interval / bars.interval
  if (!Number.isInteger(parts) || parts < 1) {
    throw new RangeError(
      `${showInterval(bars.interval)} bars cannot make ${showInterval(interval)} bars: not a whole multiple`,
    )
  }
  const starts: number[] = []
  const { openTime } = bars
  for (let i = 0; i + parts <= openTime.length; i++) {
    const whole = openTime[i] % interval === 0 && openTime[i + parts - 1] === openTime[i] + interval - bars.interval
    if (whole) starts.push(i)
  }
  const column = (value: (start: number) => number) => Float64Array.from(starts, value)
  const opening = starts.map(start => firstTraded(bars, start, start + parts))
  const reduced = (source: Column, fold: (a: number, b: number) => number) =>
    Float64Array.from(starts, (start, bucket) => {
      let value = source[opening[bucket]]
      for (let i = opening[bucket] + 1; i < start + parts; i++) value = fold(value, source[i])
      return value
    })
  const optional: Partial<Record<OptionalColumn, Column>> = {}
  for (const name of optionalColumns) {
    const source = bars[name]
    if (source) optional[name] = column(start => folds[name](source, start, start + parts, bars))
  }
  return makeBars({
    ...bars,
    interval,
    openTime: column(start => openTime[start]),
    open: Float64Array.from(opening, first => bars.open[first]),
    high: reduced(bars.high, Math.max),
    low: reduced(bars.low, Math.min),
    close: column(start => bars.close[start + parts - 1]),
    volume: reduced(bars.volume, (a, b) => a + b),
    ...optional,
  })
}

/** The first row of `[start, end)` that is not a filler row; `start` when all are filler rows. */
function firstTraded({ open, high, low, close, volume }: Bars, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const isFiller = volume[i] === 0 && high[i] === low[i] && open[i] === close[i]
    if (!isFiller) return i
  }
  return start
}

type Fold = (source: Column, start: number, end: number, bars: Bars) => number

/** For each optional column, the function that combines rows `[start, end)` into one value. */
const folds: Readonly<Record<OptionalColumn, Fold>> = {
  funding(source, start, end) {
    let sum = source[start]
    for (let i = start + 1; i < end; i++) sum += source[i]
    return sum / (end - start)
  },
  vwap(source, start, end, { volume }) {
    let [mean, traded] = [Number.NaN, 0]
    for (let i = start; i < end; i++) {
      // A row without trades has no price to include.
      if (volume[i] === 0) continue
      const before = traded
      traded += volume[i]
      // Updates the running mean, so that a constant price stays exactly constant.
      mean = before === 0 ? source[i] : mean + (source[i] - mean) * (volume[i] / traded)
    }
    return mean
  },
  // The last row closes at the same time as the longer bar.
  sentiment: (source, _, end) => source[end - 1],
}

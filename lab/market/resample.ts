import { type Bars, type Column, makeBars } from './bars.ts'
import { type DurationMs, showInterval } from './units.ts'

/**
 * Bars of a longer interval, aligned to the epoch. A bucket with a missing or unfinished row is left out: half a bar is not a bar.
 *
 * @param interval a whole multiple of the bars' own
 * @throws RangeError when it is not
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
  const reduced = (source: Column, fold: (a: number, b: number) => number) =>
    column(start => {
      let value = source[start]
      for (let i = start + 1; i < start + parts; i++) value = fold(value, source[i])
      return value
    })
  const { funding } = bars
  return makeBars({
    ...bars,
    interval,
    openTime: column(start => openTime[start]),
    open: column(start => bars.open[start]),
    high: reduced(bars.high, Math.max),
    low: reduced(bars.low, Math.min),
    close: column(start => bars.close[start + parts - 1]),
    volume: reduced(bars.volume, (a, b) => a + b),
    ...(funding && { funding: reduced(funding, (a, b) => a + b).map(sum => sum / parts) }),
  })
}

import { type Bars, type Column, rowAt } from '../market/bars.ts'
import { type DurationMs, day, hour, minute } from '../market/units.ts'

/**
 * Selects the rows that draw the same line as all rows do: in each of `buckets` equal time spans the first, lowest, highest and last
 * row (the M4 method). No spike is lost, unlike when every n-th row is taken. A span with NaN keeps one of its NaN rows, so that a
 * break in the line remains.
 *
 * @returns ascending row indices; all rows when there are at most 4 per bucket
 * @see Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014
 */
export function m4Rows(time: Column, value: Column, buckets: number): number[] {
  const n = time.length
  if (n <= 4 * buckets) return Array.from({ length: n }, (_, row) => row)
  const span = (time[n - 1] - time[0]) / buckets
  const kept: number[] = []
  let start = 0
  for (let bucket = 1; bucket <= buckets; bucket++) {
    const end = bucket === buckets ? n : rowAt({ openTime: time }, time[0] + bucket * span)
    if (end > start) kept.push(...extremeRows(value, start, end))
    start = end
  }
  return kept
}

function extremeRows(value: Column, start: number, end: number): Iterable<number> {
  let lowest = -1
  let highest = -1
  let missing = -1
  for (let row = start; row < end; row++) {
    if (Number.isNaN(value[row])) {
      missing = row
      continue
    }
    if (lowest < 0 || value[row] < value[lowest]) lowest = row
    if (highest < 0 || value[row] > value[highest]) highest = row
  }
  const rows = [start, lowest, highest, missing, end - 1].filter(row => row >= 0)
  return new Set(rows.sort((a, b) => a - b))
}

const rounds = [1, 2, 5, 10, 15, 30].map(n => n * minute)
rounds.push(...[1, 2, 4, 6, 8, 12].map(n => n * hour), ...[1, 2, 4, 7, 14, 28, 56, 112, 364].map(n => n * day))

/**
 * Merges bars into a longer, round interval until there are at most `limit`; returns the same bars when there are few enough. Takes
 * the first open, highest high, lowest low, last close and summed volume. For drawing only: unlike `resample` it keeps an unfinished
 * last bar, because a picture should not omit the newest prices.
 */
export function coarser(bars: Bars, limit: number): Bars {
  const { openTime } = bars
  const n = openTime.length
  if (n <= limit) return bars
  const wanted = (openTime[n - 1] + bars.interval - openTime[0]) / limit
  const fits = (interval: DurationMs) => interval >= wanted && interval % bars.interval === 0
  const interval = rounds.find(fits) ?? Math.ceil(wanted / bars.interval) * bars.interval
  const starts: number[] = []
  for (let row = 0; row < n; row++) {
    if (row === 0 || bucketOf(openTime[row], interval) !== bucketOf(openTime[row - 1], interval)) starts.push(row)
  }
  const column = (value: (start: number, end: number) => number) =>
    Float64Array.from(starts, (start, i) => value(start, starts[i + 1] ?? n))
  const fold = (source: Column, join: (a: number, b: number) => number) =>
    column((start, end) => {
      let value = source[start]
      for (let row = start + 1; row < end; row++) value = join(value, source[row])
      return value
    })
  return {
    symbol: bars.symbol,
    venue: bars.venue,
    synthetic: bars.synthetic,
    interval,
    openTime: column(start => bucketOf(openTime[start], interval) * interval),
    open: column(start => bars.open[start]),
    high: fold(bars.high, Math.max),
    low: fold(bars.low, Math.min),
    close: column((_, end) => bars.close[end - 1]),
    volume: fold(bars.volume, (a, b) => a + b),
  }
}

const bucketOf = (time: number, interval: DurationMs) => Math.floor(time / interval)

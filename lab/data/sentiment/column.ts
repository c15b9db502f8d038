import type { Bars } from '../../market/bars.ts'
import { type DurationMs, day, showTime } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'

/** How long a value is used after its publication: a daily index says little about later days. */
const staleAfter: DurationMs = 2 * day

/**
 * Sentiment known at each bar's close: the value of the newest day published by then.
 *
 * @param rows of one index, t strictly increasing
 * @returns 0…100 per bar; NaN before the first publication, and when the value was published more than two days before the close
 * @throws RangeError when the rows are of several indices, or their days do not increase
 */
export function sentimentColumn(
  bars: Pick<Bars, 'openTime' | 'interval'>,
  rows: readonly SentimentRow[],
): Float64Array {
  return asKnown(
    bars,
    rows,
    rows.map(row => row.value),
  )
}

/**
 * `sentimentColumn` for any value that exists per day of the index, such as its trend: the value of the newest day published by each
 * bar's close.
 *
 * @param values one for each row
 */
export function asKnown(
  bars: Pick<Bars, 'openTime' | 'interval'>,
  rows: readonly SentimentRow[],
  values: ArrayLike<number>,
): Float64Array {
  requireOneIndex(rows)
  const published = rows.map((_, i) => i).sort((a, b) => rows[a].knownAt - rows[b].knownAt || a - b)
  const out = new Float64Array(bars.openTime.length).fill(Number.NaN)
  let next = 0
  let newest = -1
  for (let i = 0; i < out.length; i++) {
    const close = bars.openTime[i] + bars.interval
    // A day that is published after its successor does not replace it.
    for (; next < published.length && rows[published[next]].knownAt <= close; next++) {
      newest = Math.max(newest, published[next])
    }
    if (newest >= 0 && close - rows[newest].knownAt <= staleAfter) out[i] = values[newest]
  }
  return out
}

function requireOneIndex(rows: readonly SentimentRow[]): void {
  for (let i = 1; i < rows.length; i++) {
    const [a, b] = [rows[i - 1], rows[i]]
    if (a.venue !== b.venue || a.symbol !== b.symbol) {
      throw new RangeError(`sentiment row ${i}: is of ${b.venue} ${b.symbol}, expected ${a.venue} ${a.symbol} as above`)
    }
    if (!(b.t > a.t)) {
      throw new RangeError(`sentiment row ${i}: is of ${showTime(b.t)}, which is not after ${showTime(a.t)}`)
    }
  }
}

import { ceilTo, type DurationMs, type EpochMs, floorTo, minute } from '../../market/units.ts'
import type { BackfillJob } from './backfill-queue.ts'
import type { RecorderOptions } from './options.ts'
import { shortestFetched } from './recorded-gap.ts'
import type { Recorded } from './resume.ts'

/**
 * Length of the last part of the earlier record that is checked. The earlier run may have ended before it compared
 * these minutes with the venue's candles.
 */
const reviewed: DurationMs = 10 * minute

/**
 * Requests for the minutes around a restart of the recorder, which no audit has compared with the venue's candles.
 *
 * These are the last minutes of the earlier run's record, the minute in which it ends, and the minute in which this
 * run's record begins.
 *
 * @param recorded     first and last rows of the lake before this run
 * @param completeFrom time from which this run has received every trade
 * @returns no request when the lake has no earlier record of the symbol
 */
export function review(
  { trades, intervals }: Pick<RecorderOptions, 'trades' | 'intervals'>,
  recorded: Pick<Recorded, 'first' | 'last'>,
  symbol: string,
  completeFrom: EpochMs,
): readonly BackfillJob[] {
  const [finest] = intervals
  const table = trades ? 'trades' : 'candles'
  const interval = trades ? undefined : finest
  const [first, last] = [recorded.first(table, symbol, interval), recorded.last(table, symbol, interval)]
  if (first === undefined || last === undefined) return []
  if (!trades && finest >= shortestFetched) {
    // Without trades and bars below a minute there are no counts to compare, so the bars are fetched again.
    return intervals.map(interval => {
      const [from, to] = [Math.max(floorTo(last - reviewed, interval), first), floorTo(last, interval) + interval]
      return { symbol, interval, from: floorTo(from, interval), to: to as EpochMs }
    })
  }
  const end = floorTo(last, minute) + minute
  const start = Math.max(end - reviewed, ceilTo(first, minute))
  const begin = floorTo(completeFrom, minute)
  const ranges =
    begin > end + reviewed
      ? [
          [start, end],
          [begin, begin + minute],
        ]
      : [[start, begin + minute]]
  return ranges
    .filter(([from, to]) => from < to)
    .map(([from, to]) => ({ symbol, interval: minute, from: from as EpochMs, to: to as EpochMs, isDoubt: true }))
}

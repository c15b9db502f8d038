import { ceilTo, type DurationMs, type EpochMs, floorTo, minute } from '../../market/units.ts'
import type { BackfillJob } from './backfill-queue.ts'
import type { RecorderOptions } from './options.ts'
import { shortestFetched } from './recorded-gap.ts'
import type { Recorded } from './resume.ts'

/**
 * Time before the end of an earlier record that is checked again: that run may have ended before it checked these minutes.
 */
const reviewed: DurationMs = 10 * minute

/**
 * Requests that check an earlier run's record which this run continues: the minutes before its end, the minute in which it
 * ends and the minute in which the new record begins. No audit has judged any of these.
 *
 * @param completeFrom time from which this run has every trade
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
    // Without trades and second bars nothing can be counted, so the bars are fetched from the venue again.
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

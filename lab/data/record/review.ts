import { ceilTo, type DurationMs, type EpochMs, floorTo, minute } from '../../market/units.ts'
import type { BackfillJob } from './backfill-queue.ts'
import type { RecorderOptions } from './options.ts'
import { shortestFetched } from './recorded-gap.ts'
import type { Recorded } from './resume.ts'

/** How far before its end an earlier record is looked at again: its doubts of these minutes may have died with it. */
const reviewed: DurationMs = 10 * minute

/**
 * What to ask of the venue for a record that an earlier run wrote, and that this one goes on with: the minutes before its end, the
 * one in which it lies, and the one in which the record begins again, none of which an audit has judged.
 *
 * @param whole since when this run has every trade
 */
export function review(
  { trades, intervals }: Pick<RecorderOptions, 'trades' | 'intervals'>,
  recorded: Pick<Recorded, 'first' | 'last'>,
  symbol: string,
  whole: EpochMs,
): readonly BackfillJob[] {
  const [finest] = intervals
  const table = trades ? 'trades' : 'candles'
  const interval = trades ? undefined : finest
  const [first, last] = [recorded.first(table, symbol, interval), recorded.last(table, symbol, interval)]
  if (first === undefined || last === undefined) return []
  if (!trades && finest >= shortestFetched) {
    // There is nothing to count: bars are had again from those who counted.
    return intervals.map(interval => {
      const [from, to] = [Math.max(floorTo(last - reviewed, interval), first), floorTo(last, interval) + interval]
      return { symbol, interval, from: floorTo(from, interval), to: to as EpochMs }
    })
  }
  const end = floorTo(last, minute) + minute
  const start = Math.max(end - reviewed, ceilTo(first, minute))
  const begin = floorTo(whole, minute)
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

import { type EpochMs, floorTo, minute } from '../../market/units.ts'
import { readRows } from '../lake/rows.ts'
import type { Count } from './audit.ts'
import type { Buffer } from './buffer.ts'
import type { RecorderOptions } from './options.ts'

/**
 * Counts the trades and their volume in the lake for each minute of [from, to).
 *
 * @returns a lookup by the minute's open time; a minute without trades has 0 of both
 */
export type StoredCounts = (symbol: string, from: EpochMs, to: EpochMs) => Promise<(t: EpochMs) => Count>

/**
 * Creates the count. It reads the table of trades, or the shortest bars when trades are not recorded. Rows that were
 * fetched after the recording are included, and no row is counted twice.
 *
 * @param buffer  recorded rows that are not written yet; flushed before each count
 * @param counted this run's own count, used when neither trades nor bars shorter than a minute are recorded
 */
export function createStoredCounts(
  { lake, feed, trades, intervals }: Pick<RecorderOptions, 'lake' | 'feed' | 'trades' | 'intervals'>,
  buffer: Pick<Buffer, 'flush'>,
  counted: (symbol: string, t: EpochMs) => Count,
): StoredCounts {
  const [interval] = intervals
  return async (symbol, from, to) => {
    if (!trades && interval >= minute) return t => counted(symbol, t)
    await buffer.flush()
    const counts = new Map<EpochMs, { trades: number; volume: number }>()
    const count = (t: EpochMs, number: number, size: number) => {
      const start = floorTo(t, minute)
      const known = counts.get(start) ?? { trades: 0, volume: 0 }
      counts.set(start, { trades: known.trades + number, volume: known.volume + size })
    }
    const range = { venue: feed.venue, symbol, from, to }
    if (trades) for (const { t, size } of await readRows(lake, 'trades', range)) count(t, 1, size)
    else {
      const bars = await readRows(lake, 'candles', { ...range, interval })
      for (const bar of bars) count(bar.t, bar.trades ?? 0, bar.volume)
    }
    return t => counts.get(t) ?? { trades: 0, volume: 0 }
  }
}

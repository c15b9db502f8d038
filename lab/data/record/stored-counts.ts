import { type EpochMs, floorTo, minute } from '../../market/units.ts'
import { readRows } from '../lake/rows.ts'
import type { Count } from './audit.ts'
import type { Buffer } from './buffer.ts'
import type { RecorderOptions } from './options.ts'

/** Trades and volume that the lake holds of each minute of a time range, looked up by the minute's open time. */
export type StoredCounts = (symbol: string, from: EpochMs, to: EpochMs) => Promise<(t: EpochMs) => Count>

/**
 * Counts the recorded trades, or the trades in the shortest bars when trades are not recorded. Rows that were fetched later
 * are included, and none is counted twice.
 *
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

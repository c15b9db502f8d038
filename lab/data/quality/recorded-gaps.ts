import { type EpochMs, showInterval, showTime } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import type { Series } from '../lake/series.ts'

/** Gaps of one stream that the lake records as open, ascending by time. */
export interface RecordedGaps {
  readonly venue: string
  readonly symbol: string
  /** For example `candles 1h`, `trades` or `funding`. */
  readonly stream: string
  readonly recordedGaps: readonly RecordedGap[]
}
interface RecordedGap {
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  readonly reason: string
}

export interface GapFilter {
  readonly venue?: string
  readonly symbol?: string
  /** Restricts the answer to candles of this interval. */
  readonly interval?: number
}

/** Reads the open gaps of the table `gaps`, by venue, symbol and stream. */
export async function readRecordedGaps(
  lake: Lake,
  { interval, ...range }: GapFilter,
): Promise<readonly RecordedGaps[]> {
  const groups = new Map<string, RecordedGaps & { readonly recordedGaps: RecordedGap[] }>()
  for (const { venue, symbol, stream, t, to, reason } of await readRows(lake, 'gaps', range)) {
    // A gap that was filled has its end set back to its start.
    if (to <= t || (interval !== undefined && stream !== candlesOf(interval))) continue
    const key = JSON.stringify([venue, symbol, stream])
    const group = groups.get(key) ?? { venue, symbol, stream, recordedGaps: [] }
    group.recordedGaps.push({ from: t, to, reason })
    groups.set(key, group)
  }
  return [...groups.keys()].sort().map(key => groups.get(key) as RecordedGaps)
}

export const isOfSeries = (
  { venue, symbol, stream }: RecordedGaps,
  series: Pick<Series, 'venue' | 'symbol' | 'interval'>,
) => venue === series.venue && symbol === series.symbol && stream === candlesOf(series.interval)

const candlesOf = (interval: number): string => `candles ${showInterval(interval)}`

/** How many bars earlier a series ends than the newest series of its venue and interval. */
export function barsBehind(series: Series, all: readonly Series[]): number {
  const peers = all.filter(({ venue, interval }) => venue === series.venue && interval === series.interval)
  return Math.round((Math.max(...peers.map(({ last }) => last)) - series.last) / series.interval)
}

/** One line for each stream with gaps, followed by up to `examples` of them. */
export function showRecordedGaps(all: readonly RecordedGaps[], examples = 3): string[] {
  return all.flatMap(({ venue, symbol, stream, recordedGaps }) => [
    `${venue} ${symbol} ${stream}: ${recordedGaps.length} on record as missing`,
    ...recordedGaps
      .slice(0, examples)
      .map(({ from, to, reason }) => `  ${showTime(from)} until ${showTime(to)}: ${reason}`),
    ...(recordedGaps.length > examples ? [`  … and ${recordedGaps.length - examples} more of these`] : []),
  ])
}

import type { DurationMs, EpochMs } from '../../market/units.ts'
import { venue } from '../hyperliquid/reads/venue.ts'
import { readRows } from '../lake/rows.ts'
import { listSeries } from '../lake/series.ts'
import type { GapRow, TableName } from '../lake/tables.ts'
import type { Lake } from '../lake.ts'

/** What the lake holds of the venue already: where a recording goes on. */
export interface Recorded {
  /** Time of the last row of a symbol, undefined for none. */
  last(table: TableName, symbol: string): EpochMs | undefined
  /** The same of all symbols. */
  lastOf(table: TableName): EpochMs | undefined
  /** Until when a symbol's candles of an interval are there. */
  barsUntil(symbol: string, interval: DurationMs): EpochMs | undefined
  /** Holes that are on record and were never filled. */
  readonly holes: readonly GapRow[]
}

export async function readRecorded(lake: Lake): Promise<Recorded> {
  const last = new Map<string, EpochMs>()
  const newest = new Map<TableName, EpochMs>()
  const keyOf = (table: TableName, symbol: string, interval = 0) => `${table} ${interval} ${symbol}`
  for (const table of ['trades', 'candles', 'funding', 'fills'] as const) {
    for (const series of await listSeries(lake, table)) {
      if (series.venue !== venue) continue
      last.set(keyOf(table, series.symbol, series.interval), series.last)
      newest.set(table, Math.max(newest.get(table) ?? 0, series.last) as EpochMs)
    }
  }
  const holes = (await readRows(lake, 'gaps', { venue })).filter(isOpen)
  return {
    last: (table, symbol) => last.get(keyOf(table, symbol)),
    lastOf: table => newest.get(table),
    barsUntil: (symbol, interval) => {
      const bar = last.get(keyOf('candles', symbol, interval))
      return bar === undefined ? undefined : ((bar + interval) as EpochMs)
    },
    holes,
  }
}

/** A hole that was filled stays on record as one of no length. */
export const isOpen = ({ t, to }: Pick<GapRow, 't' | 'to'>): boolean => to > t

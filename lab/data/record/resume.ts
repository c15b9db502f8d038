import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import { listSeries, type Series } from '../lake/series.ts'
import type { GapRow, TableName } from '../lake/tables.ts'

/** What the lake already holds of a venue. A recording continues from there. */
export interface Recorded {
  /** Time of the first row of a symbol; undefined without rows. @param interval of candles */
  first(table: TableName, symbol: string, interval?: DurationMs): EpochMs | undefined
  /** Time of the last row of a symbol; undefined without rows. @param interval of candles */ last(
    table: TableName,
    symbol: string,
    interval?: DurationMs,
  ): EpochMs | undefined
  /** Time of an account's last fill; undefined without fills. */
  lastFill(account: string): EpochMs | undefined
  /** End of a symbol's last candle; undefined without candles. */
  barsUntil(symbol: string, interval: DurationMs): EpochMs | undefined
  /** Recorded gaps that were never filled. */
  readonly gaps: readonly GapRow[]
}

export async function readRecorded(lake: Lake, venue: string): Promise<Recorded> {
  const spans = new Map<string, Pick<Series, 'first' | 'last'>>()
  const keyOf = (table: TableName, symbol: string, interval = 0) => `${table} ${interval} ${symbol}`
  for (const table of ['trades', 'candles', 'funding', 'books', 'asset_contexts'] as const) {
    for (const series of await listSeries(lake, table)) {
      if (series.venue === venue) spans.set(keyOf(table, series.symbol, series.interval), series)
    }
  }
  const fills = await lake.sql`
    select account, max(t)::double as last from fills where venue = ${venue} group by account`
  const lastFills = new Map(fills.map(({ account, last }) => [account as string, last as EpochMs]))
  const gaps = (await readRows(lake, 'gaps', { venue })).filter(isOpen)
  return {
    first: (table, symbol, interval) => spans.get(keyOf(table, symbol, interval))?.first,
    last: (table, symbol, interval) => spans.get(keyOf(table, symbol, interval))?.last,
    lastFill: account => lastFills.get(account),
    barsUntil: (symbol, interval) => {
      const bar = spans.get(keyOf('candles', symbol, interval))?.last
      return bar === undefined ? undefined : ((bar + interval) as EpochMs)
    },
    gaps,
  }
}

/** Whether a recorded gap is still open: a filled gap stays in the table with length 0. */
export const isOpen = ({ t, to }: Pick<GapRow, 't' | 'to'>): boolean => to > t

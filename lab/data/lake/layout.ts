import { join } from 'node:path'
import { type DurationMs, day, hour, showInterval } from '../../market/units.ts'
import type { Table } from './schema.ts'
import type { TableName } from './tables.ts'

/** What tells one series of a table from another. */
export interface SeriesKey {
  readonly venue: string
  readonly symbol: string
  /** 0 in tables whose rows are moments, not bars. */
  readonly interval: DurationMs
}

export const manifestPath = (root: string): string => join(root, 'manifest.json')
export const writerPath = (root: string): string => join(root, 'writer.lock')
/** Where a commit is built. Nothing in it is alive: whoever writes next empties it. */
export const stagingPath = (root: string): string => join(root, 'staging')
/** Where rows wait that were appended since the last compaction. */
export const hotPath = (root: string, table: TableName): string => join(root, 'hot', table)

/**
 * `candles/venue=binance/interval=1h/symbol=BTC/2023-01-0f3a….parquet`, or without an interval for what has none; relative to
 * the root, `/` everywhere.
 */
export const partPath = (table: Table, { venue, symbol, interval }: SeriesKey, period: string, hash: string): string =>
  // Symbols are the venue's own (`BTC/USDT:USDT`), so they are encoded before they may name a folder.
  [table.name, `venue=${encodeURIComponent(venue)}`]
    .concat(table.byInterval ? `interval=${showInterval(interval)}` : [])
    .concat(`symbol=${encodeURIComponent(symbol)}`, `${period}-${hash}.parquet`)
    .join('/')

/** SQL for the period, and so the file, that a row belongs to: `2023`, `2023-01` or `2023-01-31`, as its table has it. */
export const periodSql = (table: Table, interval: DurationMs): string =>
  `strftime(make_timestamp(t * 1000), '${table.period(interval)}')`

/** The shortest time from one bar's open to the next that leaves neither inside the other. */
export const shortestStep = (interval: DurationMs): DurationMs =>
  // An exchange with local time opens 23 hours after the day before, once a year.
  interval >= day ? interval - hour : interval

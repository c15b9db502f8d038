import { join } from 'node:path'
import { type DurationMs, day, hour, showInterval } from '../../market/units.ts'
import type { Table } from './schema.ts'
import type { TableName } from './tables.ts'

/** Identifies one series of a table. */
export interface SeriesKey {
  readonly venue: string
  readonly symbol: string
  /** 0 in tables without intervals, such as trades. */
  readonly interval: DurationMs
}

/** The file that lists all live Parquet files. */
export const manifestPath = (root: string): string => join(root, 'manifest.json')
/** The lock file of the lake's only writer. */
export const writerPath = (root: string): string => join(root, 'writer.lock')
/** Folder in which a commit writes its files before the manifest lists them. The next writer deletes leftover files. */
export const stagingPath = (root: string): string => join(root, 'staging')
/** Folder of the rows appended since the last compaction. */
export const hotPath = (root: string, table: TableName): string => join(root, 'hot', table)

/**
 * Path of a large file, relative to the root and with `/` on every system:
 * `candles/venue=binance/interval=1h/symbol=BTC/2023-01-0f3a….parquet`. Tables without intervals omit that folder.
 */
export const partPath = (table: Table, { venue, symbol, interval }: SeriesKey, period: string, hash: string): string =>
  // Symbols such as `BTC/USDT:USDT` contain characters that folder names may not, so they are encoded.
  [table.name, `venue=${encodeURIComponent(venue)}`]
    .concat(table.byInterval ? `interval=${showInterval(interval)}` : [])
    .concat(`symbol=${encodeURIComponent(symbol)}`, `${period}-${hash}.parquet`)
    .join('/')

/**
 * SQL for a row's period: `2023`, `2023-01` or `2023-01-31`, as the table defines. Rows of one series and period share
 * a file.
 */
export const periodSql = (table: Table, interval: DurationMs): string =>
  `strftime(make_timestamp(t * 1000), '${table.period(interval)}')`

/** Shortest time between the opens of two bars that do not overlap. */
export const shortestStep = (interval: DurationMs): DurationMs =>
  // On exchanges that keep local time, the day on which summer time begins has 23 hours.
  interval >= day ? interval - hour : interval

import { join } from 'node:path'
import { type DurationMs, day, hour, showInterval } from '../../market/units.ts'

/** What tells one series of candles from another. */
export interface SeriesKey {
  readonly venue: string
  readonly symbol: string
  readonly interval: DurationMs
}

export const manifestPath = (root: string): string => join(root, 'manifest.json')
export const writerPath = (root: string): string => join(root, 'writer.lock')
/** Where a commit is built. Nothing in it is alive: whoever writes next empties it. */
export const stagingPath = (root: string): string => join(root, 'staging')
export const candlesPath = (root: string): string => join(root, 'candles')

/** `candles/venue=binance/interval=1h/symbol=BTC/2023-01-0f3a….parquet`, relative to the root; `/` everywhere. */
export const partPath = ({ venue, symbol, interval }: SeriesKey, period: string, hash: string): string =>
  // Symbols are the venue's own (`BTC/USDT:USDT`), so they are encoded before they may name a folder.
  ['candles', `venue=${encodeURIComponent(venue)}`, `interval=${showInterval(interval)}`]
    .concat(`symbol=${encodeURIComponent(symbol)}`, `${period}-${hash}.parquet`)
    .join('/')

/**
 * SQL for the period, and so the file, that a bar belongs to: a month, `2023-01`; a year, `2023`, for bars of four hours and longer,
 * whose months would be files of few rows.
 */
export const periodSql = (interval: DurationMs): string =>
  `strftime(make_timestamp(t * 1000), '${interval >= 4 * hour ? '%Y' : '%Y-%m'}')`

/** The shortest time from one bar's open to the next that leaves neither inside the other. */
export const shortestStep = (interval: DurationMs): DurationMs =>
  // An exchange with local time opens 23 hours after the day before, once a year.
  interval >= day ? interval - hour : interval

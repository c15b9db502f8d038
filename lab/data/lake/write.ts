import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { type Bars, makeBars } from '../../market/bars.ts'
import { showInterval, showTime } from '../../market/units.ts'
import { rowsOf } from './database.ts'
import { duckdb } from './duckdb.ts'
import type { Lake } from './lake.ts'
import type { Changes } from './merge.ts'
import { mergeIncoming } from './merge-incoming.ts'
import type { Progress } from './progress.ts'
import { tables } from './schema.ts'

/** SQL that creates the empty table `incoming` for candles, as `mergeIncoming` expects it. */
export const incomingTable = `
  create temp table incoming (
    symbol varchar, t bigint, open double, high double, low double, close double, volume double,
    funding double, vwap double, trades double)`

/**
 * Writes bars to the lake, in one commit for each venue, interval and label (real or synthetic). A bar that the lake already has
 * is replaced. Its funding rate is kept when the new bar has none; its vwap is kept when the new bar has none and the same volume.
 * Sentiment is not written: it has its own table.
 *
 * @throws RangeError when a `Bars` record is invalid
 * @throws InputError when a bar comes twice, a series would mix real with synthetic bars, or two of its bars would overlap
 */
export async function writeBars(lake: Lake, bars: readonly Bars[], onProgress?: Progress): Promise<Changes> {
  const groups = new Map<string, Bars[]>()
  for (const one of bars) {
    const key = JSON.stringify([one.venue, one.interval, one.synthetic])
    groups.set(key, [...(groups.get(key) ?? []), makeBars(one)])
  }
  const sum = { added: 0, replaced: 0, unchanged: 0 }
  for (const group of groups.values()) {
    const changes = await lake.database.connected(connection => writeGroup(lake, connection, group, onProgress))
    for (const kind of ['added', 'replaced', 'unchanged'] as const) sum[kind] += changes[kind]
  }
  return sum
}

async function writeGroup(lake: Lake, connection: DuckDBConnection, bars: readonly Bars[], onProgress?: Progress) {
  await connection.run(incomingTable)
  for (const one of bars) await append(connection, one)
  const [{ venue, interval, synthetic }] = bars
  const from = `${venue} ${showInterval(interval)}`
  const [twice] = await rowsOf<{ symbol: string; t: number }>(
    connection,
    'select symbol, t::double as t from incoming group by symbol, t having count(*) > 1 order by symbol, t limit 1',
  )
  if (twice) throw new InputError(`${from}: the bar of ${twice.symbol} at ${showTime(twice.t)} comes twice`)
  return mergeIncoming(lake, connection, { table: tables.candles, venue, interval, synthetic, from }, onProgress)
}

const chunkRows = 2_048

async function append(connection: DuckDBConnection, bars: Bars): Promise<void> {
  const { BIGINT, DOUBLE, DuckDBDataChunk, VARCHAR } = await duckdb()
  const appender = await connection.createAppender('incoming', 'main', 'temp')
  const doubles = Array.from({ length: 8 }, () => DOUBLE)
  const chunk = DuckDBDataChunk.create([VARCHAR, BIGINT, ...doubles])
  const numbers = [bars.open, bars.high, bars.low, bars.close, bars.volume]
  for (let start = 0; start < bars.openTime.length; start += chunkRows) {
    const end = Math.min(start + chunkRows, bars.openTime.length)
    const times = Array.from(bars.openTime.subarray(start, end), BigInt)
    const none = times.map(() => null)
    const known = [bars.funding, bars.vwap].map(column =>
      column ? Array.from(column.subarray(start, end), orNull) : none,
    )
    const prices = numbers.map(column => Array.from(column.subarray(start, end)))
    chunk.reset()
    // `Bars` has no count of trades.
    chunk.setColumns([times.map(() => bars.symbol), times, ...prices, ...known, none])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

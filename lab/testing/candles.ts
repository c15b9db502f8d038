import { DuckDBInstance } from '@duckdb/node-api'
import { type Bars, makeBars } from '../market/bars.ts'
import type { DurationMs } from '../market/units.ts'

export interface CandlesWanted {
  readonly symbol: string
  readonly interval: DurationMs
  readonly venue: string
  readonly from?: number
  readonly to?: number
}

/** Bars of one symbol from a Parquet file of real candles, those that open in `[from, to)`. */
export async function candles(file: string, wanted: CandlesWanted): Promise<Bars> {
  const { symbol, interval, venue, from = 0, to = Number.MAX_SAFE_INTEGER } = wanted
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(
      `select t::double, open, high, low, close, volume from '${file}'
      where symbol = '${symbol}' and t >= ${from} and t < ${to} order by t`,
    )
    const [openTime, open, high, low, close, volume] = reader
      .getColumns()
      .map(column => Float64Array.from(column as number[]))
    return makeBars({ symbol, interval, venue, synthetic: false, openTime, open, high, low, close, volume })
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

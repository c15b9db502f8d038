import { DuckDBInstance } from '@duckdb/node-api'
import { type Bars, makeBars } from '../../../market/bars.ts'
import { hyperliquidInstruments } from '../../../market/instruments.ts'
import { hour } from '../../../market/units.ts'
import { type AssetRecord, recordOf } from '../record.ts'

/** Every symbol of a Parquet file of hourly candles, with the leverage that Hyperliquid allows it. */
export async function realMarket(file: string, venue: string): Promise<readonly AssetRecord[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(
      `select symbol, list(t::double order by t), list(open order by t), list(high order by t), list(low order by t),
        list(close order by t), list(volume order by t) from '${file}' group by symbol order by symbol`,
    )
    return (reader.getRowsJS() as [string, ...number[][]][]).map(([symbol, ...lists]) => {
      const [openTime, open, high, low, close, volume] = lists.map(values => Float64Array.from(values))
      const columns = { openTime, open, high, low, close, volume }
      const bars: Bars = makeBars({ symbol, interval: hour, venue, synthetic: false, ...columns })
      return recordOf(bars, { maxLeverage: hyperliquidInstruments.get(symbol)?.tiers[0].maxLeverage ?? null })
    })
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

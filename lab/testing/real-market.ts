import { DuckDBInstance } from '@duckdb/node-api'
import { type Bars, makeBars } from '../market/bars.ts'
import { hour } from '../market/units.ts'
import { sharedFile } from './shared.ts'

/**
 * The latest hourly bars of thirty Hyperliquid perpetuals, with the funding paid in each; undefined without the data,
 * which is reported.
 *
 * @param rows maximum number for each symbol
 */
export async function realMarket(rows: number): Promise<readonly Bars[] | undefined> {
  const candles = sharedFile('data/candles_1h_hyperliquid.parquet')
  const funding = sharedFile('data/funding_1h_hyperliquid.parquet')
  if (!candles || !funding) return undefined
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    // The venue stamps a payment some milliseconds after the end of its hour, so it belongs to the hour before.
    const reader = await connection.runAndReadAll(
      `with paid as (select symbol, (t // ${hour} - 1) * ${hour} as t, any_value(rate) as rate from '${funding}' group by 1, 2)
       select symbol, t::double, open, high, low, close, volume, coalesce(rate, 'nan'::double)
       from '${candles}' left join paid using (symbol, t)
       qualify row_number() over (partition by symbol order by t desc) <= ${rows} order by symbol, t`,
    )
    const [symbol, ...numbers] = reader.getColumns() as [string[], ...number[][]]
    return [...new Set(symbol)].map(name => {
      const [from, to] = [symbol.indexOf(name), symbol.lastIndexOf(name) + 1]
      const [openTime, open, high, low, close, volume, funding] = numbers.map(all =>
        Float64Array.from(all.slice(from, to)),
      )
      const columns = { openTime, open, high, low, close, volume, funding }
      return makeBars({ symbol: name, interval: hour, venue: 'hyperliquid', synthetic: false, ...columns })
    })
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

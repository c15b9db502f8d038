import { InputError } from '../../input-error.ts'
import type { DurationMs } from '../../market/units.ts'
import { float64Columns, literal, openDatabase, rowsOf } from '../lake/database.ts'
import type { Candles } from '../quality/candles.ts'
import { mostFrequentStep } from '../quality/steps.ts'
import { candleShape } from './columns.ts'
import { openSource } from './source.ts'
import { stage } from './stage.ts'

export interface InspectOptions {
  /** Interval of the bars. Default: for each symbol, the most frequent time between its bars. */
  readonly interval?: DurationMs
  /** Symbol of every row, when the file has no column for it. */
  readonly symbol?: string
}

/**
 * Reads the candles of a Parquet or CSV file as they are: one `Candles` for each symbol, rows in the file's order. Nothing is sorted,
 * dropped or checked; a cell that is not a number becomes NaN.
 *
 * @throws InputError when the file cannot be read, or an interval cannot be inferred
 */
export async function inspectFile(path: string, { interval, symbol }: InspectOptions = {}): Promise<Candles[]> {
  const database = await openDatabase()
  try {
    return await database.connected(async connection => {
      await stage(connection, await openSource(connection, path, candleShape), symbol)
      const symbols = await rowsOf<{ symbol: string | null }>(
        connection,
        'select symbol from staged group by symbol order by min(row)',
      )
      const all: Candles[] = []
      for (const { symbol } of symbols) {
        const which = symbol === null ? 'symbol is null' : `symbol = ${literal(symbol)}`
        const [openTime, open, high, low, close, volume] = await float64Columns(
          await connection.run(
            `select t::double, open, high, low, close, volume from staged where ${which} order by row`,
          ),
        )
        const step = interval ?? mostFrequentStep(openTime.filter(Number.isFinite).sort())
        if (step === undefined)
          throw new InputError(`${path}: cannot infer the interval from one bar of ${symbol}: pass the interval`)
        all.push({ symbol: symbol ?? '(none)', interval: step, openTime, open, high, low, close, volume })
      }
      return all
    })
  } finally {
    database.close()
  }
}

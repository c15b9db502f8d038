import { InputError } from '../../input-error.ts'
import type { DurationMs } from '../../market/units.ts'
import { float64Columns, literal, openDatabase, rowsOf } from '../lake/database.ts'
import type { Candles } from '../quality/candles.ts'
import { commonestStep } from '../quality/steps.ts'
import { candleShape } from './columns.ts'
import { openSource } from './source.ts'
import { stage } from './stage.ts'

export interface InspectOptions {
  /** The commonest time between each symbol's bars when not given. */
  readonly interval?: DurationMs
  /** Of every row, for a file without a column for it. */
  readonly symbol?: string
}

/**
 * The candles of a Parquet or CSV file as they stand there, one record for each symbol, rows in the file's order: nothing is
 * sorted, dropped or judged, and a cell that is no number is NaN.
 *
 * @throws InputError when the file cannot be read at all
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
        const step = interval ?? commonestStep(openTime.filter(Number.isFinite).sort())
        if (step === undefined)
          throw new InputError(`${path}: one bar of ${symbol} does not tell its interval: state it`)
        all.push({ symbol: symbol ?? '(none)', interval: step, openTime, open, high, low, close, volume })
      }
      return all
    })
  } finally {
    database.close()
  }
}

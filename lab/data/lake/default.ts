import type { ColumnTable } from 'arquero'
import { type Lake, openLake } from './lake.ts'
import type { SqlValue } from './sql.ts'

let opened: Promise<Lake> | undefined

/**
 * Runs SQL over this project's lake and returns an arquero table. The lake is `data/lake`, or the folder in the
 * environment variable SEEDBED_LAKE. Its tables are candles, trades, funding, asset_contexts, books, sentiment, fills,
 * gaps and listings.
 *
 * @example
 * await sql`select time_bucket(interval '1 hour', time) as hour, max(high)
 *   from candles where symbol = ${'BTC'} group by 1`
 */
export async function sql(text: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<ColumnTable> {
  opened ??= openDefault().catch(error => {
    opened = undefined // the next query tries again
    throw error
  })
  return (await opened).table(text, ...values)
}

async function openDefault(): Promise<Lake> {
  const lake = await openLake(process.env.SEEDBED_LAKE ?? 'data/lake')
  process.once('exit', () => lake.close())
  return lake
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { isEpochMs, showTime } from '../../market/units.ts'
import { rowsOf } from '../lake/database.ts'
import { describeTime } from '../time-unit.ts'
import { type Field, numberFields } from './columns.ts'
import { readable, type Source } from './source.ts'

type Prices = Readonly<Record<'open' | 'high' | 'low' | 'close', number>>

interface Rule {
  readonly field: Field
  /** SQL condition over the table `staged`. */
  readonly broken: string
  /** Text for the message; `found` is the cell's content. */
  readonly expected: (row: Prices, found: string) => string
}

const prices = ['open', 'high', 'low', 'close'] as const

/** Rules that make a row a candle. When several are broken, the first is reported. */
const rules: readonly Rule[] = [
  { field: 't', broken: 't is null', expected: () => 'epoch milliseconds or a time such as 2025-01-31T12:00:00Z' },
  {
    field: 't',
    broken: outOfTime('t'),
    expected: (_, found) => `epoch milliseconds of 2000..2100${unitOf(found)}`,
  },
  { field: 'symbol', broken: 'symbol is null', expected: () => 'a symbol' },
  ...numberFields.map(field => ({
    field,
    broken: `${field} is null or not isfinite(${field})`,
    expected: () => 'a number',
  })),
  ...prices.map(field => ({ field, broken: `${field} <= 0`, expected: () => 'a price above 0' })),
  { field: 'volume', broken: 'volume < 0', expected: () => 'a volume of at least 0' },
  {
    field: 'high',
    broken: 'high < greatest(open, low, close)',
    expected: row => `at least ${Math.max(row.open, row.low, row.close)}, the highest of open, low and close`,
  },
  {
    field: 'low',
    broken: 'low > least(open, close)',
    expected: row => `at most ${Math.min(row.open, row.close)}, the lower of open and close`,
  },
  { field: 'funding', broken: 'fundingUnread or not isfinite(funding)', expected: () => 'a rate per hour, or nothing' },
]

/** Checks that every row of the temporary table `staged` is a candle. @throws InputError naming file, row, column, found and expected */
export async function checkRows(connection: DuckDBConnection, source: Source): Promise<void> {
  const firsts = rules.map(({ broken }, i) => `(min(row) filter (where ${broken}))::double as r${i}`)
  const [first] = await rowsOf<Record<string, number | null>>(
    connection,
    `select count(*)::double as rows, ${firsts.join(', ')} from staged`,
  )
  if (first.rows === 0) throw new InputError(`${source.path} has no rows, expected candles`)
  const broken = rules.findIndex((_, i) => first[`r${i}`] !== null)
  if (broken < 0) return
  const { field, expected } = rules[broken]
  const row = first[`r${broken}`] as number
  const [values] = await rowsOf<Prices>(connection, `select open, high, low, close from staged where row = ${row}`)
  await refuseCell(connection, source, row, field, found => expected(values, found))
}

/**
 * Refuses one cell of the file.
 *
 * @param expected text for the message; its argument is the cell's content, empty when there is none
 * @throws InputError always, naming file, row, column, found and expected
 */
export async function refuseCell(
  connection: DuckDBConnection,
  source: Source,
  row: number,
  field: Field,
  expected: (found: string) => string,
): Promise<never> {
  const column = source.columns.get(field)
  const [{ found }] = column
    ? await readable(source.path, () =>
        rowsOf<{ found: string | null }>(
          connection,
          `select (${column.sql})::varchar as found from ${source.scan} where ${source.row} = ${row}`,
        ),
      )
    : [{ found: null }]
  const shown = found === null ? 'nothing' : JSON.stringify(found.slice(0, 60))
  throw new InputError(
    `${source.path}: row ${row}, column ${column?.name ?? field}: found ${shown}, expected ${expected(found ?? '')}`,
  )
}

/** SQL for times outside 2000..2100 in epoch milliseconds, the bounds of `isEpochMs`. */
export function outOfTime(column: string): string {
  return `${column} < 946684800000 or ${column} >= 4102444800000`
}

/** Allows one bar for each symbol and time; exact repetitions are accepted. @throws InputError naming both rows */
export async function checkDuplicates(connection: DuckDBConnection, source: Source): Promise<void> {
  const [conflict] = await rowsOf<{ symbol: string; t: number; first: number; second: number }>(
    connection,
    `select symbol, t::double as t, min(row)::double as first, max(row)::double as second
    from staged group by symbol, t
    having count(*) > 1 and count(distinct (open, high, low, close, volume, funding)) > 1
    order by first limit 1`,
  )
  if (!conflict) return
  const { symbol, t, first, second } = conflict
  throw new InputError(
    `${source.path}: rows ${first} and ${second} both hold ${symbol} at ${showTime(t)}: found different values, expected one bar`,
  )
}

const unitOf = (found: string): string => {
  const time = Number(found)
  return Number.isNaN(time) || isEpochMs(time) ? '' : `; it looks like ${describeTime(time)}`
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { showTime } from '../../market/units.ts'
import { rowsOf } from '../lake/database.ts'
import { outOfTime, refuseCell } from './check.ts'
import { readable, type Source, type SourceColumn } from './source.ts'
import { checkComplete, numberSql, symbolSql, timeSql } from './stage.ts'

/** Hours that one payment may cover. */
const periods = [1, 4, 8]

/**
 * Reads a file of funding payments into the temporary table `incoming` (symbol, t, rate, hours, premium). Venues pay some
 * milliseconds, at worst minutes, after the full hour; `t` is that hour. Without a column for hours, a payment covers the time since
 * the previous payment if the step before or after is as long; otherwise the shorter of its own and the next step.
 *
 * @param symbol symbol of every row, when the file has no column for it
 * @returns number of rows in the file
 * @throws InputError when the file is wrong, naming file, row, found and expected
 */
export async function stageFunding(connection: DuckDBConnection, source: Source, symbol?: string): Promise<number> {
  const column = (field: 'hours' | 'premium') => source.columns.get(field)
  const optional = (field: 'hours' | 'premium') => {
    const one = column(field)
    return one ? numberSql(source, one) : 'null::double'
  }
  const expressions = [
    `(${source.row})::bigint as row`,
    symbolSql(source, symbol),
    `${timeSql(source, source.columns.get('t') as SourceColumn)} as paid_at`,
    `${numberSql(source, source.columns.get('rate') as SourceColumn)} as rate`,
    `${optional('hours')} as hours`,
    `${optional('premium')} as premium`,
  ]
  await readable(source.path, () =>
    connection.run(`create temp table staged as select ${expressions.join(', ')} from ${source.scan}`),
  )
  await checkComplete(connection, source)
  await refuse(connection, source, 'symbol is null', 'symbol', 'a symbol')
  await refuse(connection, source, `paid_at is null or ${outOfTime('paid_at')}`, 't', 'a time')
  await refuse(
    connection,
    source,
    // No venue charges more than 4 % an hour, which is 0.32 for eight hours.
    'rate is null or not isfinite(rate) or abs(rate) > 0.32',
    'rate',
    'a fraction of the position, such as 0.0000125',
  )
  if (column('hours')) {
    await refuse(connection, source, `hours is null or hours not in (${periods})`, 'hours', `one of ${periods}`)
  }
  await connection.run(`
    create temp table incoming as
      with paid as (select distinct symbol, paid_at // 3600000 as h, rate, hours, premium from staged),
      steps as (select *, h - lag(h) over w as step from paid window w as (partition by symbol order by h)),
      beside as (select *, lag(step) over w as before, lead(step) over w as after from steps window w as (partition by symbol order by h))
      select symbol, h * 3600000 as t, rate, premium,
        coalesce(hours, case when step in (before, after) then step else least(coalesce(step, after), coalesce(after, step)) end)::double as hours
      from beside`)
  await checkPayments(connection, source)
  const [{ rows }] = await rowsOf<{ rows: number }>(connection, 'select count(*)::double as rows from staged')
  if (rows === 0) throw new InputError(`${source.path} has no rows, expected funding payments`)
  return rows
}

async function refuse(
  connection: DuckDBConnection,
  source: Source,
  broken: string,
  field: 'symbol' | 't' | 'rate' | 'hours',
  expected: string,
): Promise<void> {
  const [first] = await rowsOf<{ row: number }>(
    connection,
    `select row::double as row from staged where ${broken} order by row limit 1`,
  )
  if (!first) return
  await refuseCell(connection, source, first.row, field, () => expected)
}

async function checkPayments(connection: DuckDBConnection, { path }: Source): Promise<void> {
  const [twice] = await rowsOf<{ symbol: string; t: number }>(
    connection,
    'select symbol, t::double as t from incoming group by all having count(*) > 1 order by symbol, t limit 1',
  )
  if (twice) {
    throw new InputError(
      `${path}: ${twice.symbol} pays twice in the hour of ${showTime(twice.t)}: found different rates, expected one`,
    )
  }
  const [odd] = await rowsOf<{ symbol: string; t: number; hours: number | null }>(
    connection,
    `select symbol, t::double as t, hours from incoming where hours is null or hours not in (${periods})
    order by symbol, t limit 1`,
  )
  if (odd) {
    throw new InputError(
      `${path}: ${odd.symbol} at ${showTime(odd.t)}: found ${odd.hours === null ? 'a single payment' : `a payment ${odd.hours} hours after the previous one`}, expected payments every ${periods.join(', ')} hours, or a column "hours"`,
    )
  }
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { type DurationMs, showInterval, showTime } from '../../market/units.ts'
import { commit, isSamePart, type PlannedPart } from './commit.ts'
import { rowsOf } from './database.ts'
import type { Lake } from './lake.ts'
import { periodSql, shortestStep } from './layout.ts'
import type { Manifest, Part } from './manifest.ts'
import { scanParts } from './part-sql.ts'
import type { Progress } from './progress.ts'
import { quoted, type Table, upsertedValue } from './schema.ts'

/** Describes the rows of the temporary table `incoming`: one table, venue and interval, any number of symbols. */
export interface Incoming {
  readonly table: Table
  readonly venue: string
  /** 0 in tables without intervals, such as trades. */
  readonly interval: DurationMs
  readonly synthetic: boolean
  /** Source of the rows as messages name it, such as a file name. */
  readonly from: string
}

/** Number of rows by what a write did with them. */
export interface Changes {
  /** Rows whose key the lake did not have. */
  readonly added: number
  /** Rows whose key the lake had with other values; the new values win. */
  readonly replaced: number
  /** Rows that the lake had already, with the same values. */
  readonly unchanged: number
}

/**
 * `mergeIncoming` for a caller that already holds the lock and has compacted the appended rows.
 *
 * @returns also the new manifest
 * @throws InputError when a series would mix real with synthetic rows, or two of its bars would overlap
 */
export async function mergeLocked(
  lake: Lake,
  connection: DuckDBConnection,
  manifest: Manifest,
  incoming: Incoming,
  onProgress: Progress = () => {},
): Promise<{ changes: Changes; manifest: Manifest }> {
  const { table } = incoming
  onProgress({ step: 'merge', done: 0, total: 1 })
  const symbols = new Set(
    (await rowsOf<{ symbol: string }>(connection, 'select distinct symbol from incoming')).map(row => row.symbol),
  )
  const series = manifest.parts.filter(
    part =>
      part.table === table.name &&
      part.venue === incoming.venue &&
      part.interval === incoming.interval &&
      symbols.has(part.symbol),
  )
  refuseMixing(series, incoming)
  await compare(lake.root, connection, incoming, series)
  const changes = await count(connection)
  const plannedParts = await planParts(connection, incoming)
  if (table.byInterval) await refuseOverlap(connection, incoming, series, plannedParts)
  onProgress({ step: 'merge', done: 1, total: 1 })
  if (plannedParts.length === 0) return { changes, manifest }
  return { changes, manifest: await commit(lake.root, connection, table, manifest, plannedParts, onProgress) }
}

function refuseMixing(series: readonly Part[], { table, synthetic, from }: Incoming): void {
  const other = series.find(part => part.synthetic !== synthetic)
  if (!other) return
  const kind = (is: boolean) => (is ? 'synthetic' : 'real')
  const what = table.byInterval ? showInterval(other.interval) : table.name
  const rows = table.byInterval ? 'bars' : 'rows'
  const name = `${other.venue} ${other.symbol} ${what}`
  throw new InputError(
    `${from}: ${name} holds ${kind(!synthetic)} ${rows}; ${kind(synthetic)} ones may not be mixed in`,
  )
}

const listed = (names: readonly string[], of = ''): string => names.map(name => `${of}${quoted(name)}`).join(', ')

/**
 * Creates the temporary tables `compared` (each incoming key and whether its row is added, replaced or unchanged), `files` (the
 * periods that change, numbered by `part` from 0) and `merged` (all rows of those periods). Only `merged` holds whole rows,
 * because the lists of order books are large.
 */
async function compare(
  root: string,
  connection: DuckDBConnection,
  { table, interval }: Incoming,
  series: readonly Part[],
): Promise<void> {
  const period = periodSql(table, interval)
  const touched = await rowsOf<{ symbol: string; period: string }>(
    connection,
    `select distinct symbol, ${period} as period from incoming`,
  )
  const periods = new Set(touched.map(row => `${row.symbol} ${row.period}`))
  const live = series.filter(part => periods.has(`${part.symbol} ${part.period}`))
  const keys = ['symbol', ...table.keys]
  const columns = table.columns.map(column => column.name)
  const values = table.columns.filter(column => !table.keys.includes(column.name))
  const same = keys.map(key => `i.${quoted(key)} = l.${quoted(key)}`).join(' and ')
  const unchanged = values.map(
    value => `${upsertedValue(value, 'i', 'l')} is not distinct from l.${quoted(value.name)}`,
  )
  const upserted = values.map(value => `${upsertedValue(value, 'i', 'l')} as ${quoted(value.name)}`)
  await connection.run(
    `create temp view live as select symbol, ${listed(columns)} from ${scanParts(root, table, live)}`,
  )
  await connection.run(`
    create temp table compared as
      select ${listed(keys, 'i.')}, ${period.replace('t *', 'i.t *')} as period,
        case when l.t is null then 'added' when ${unchanged.join(' and ')} then 'unchanged' else 'replaced' end as change
      from incoming i left join live l on ${same}`)
  await connection.run(`
    create temp table files as
      select symbol, period, (row_number() over (order by symbol, period) - 1)::integer as part
      from (select distinct symbol, period from compared where change <> 'unchanged')`)
  await connection.run(`
    create temp table merged as
      with upserted as (select ${listed(keys, 'i.')}, ${upserted.join(', ')} from incoming i left join live l on ${same}),
      kept as (select symbol, ${listed(columns)} from live anti join compared using (${listed(keys)})),
      every as (from upserted union all by name from kept)
      select every.symbol, ${listed(columns, 'every.')}, files.period, files.part
      from every join files on every.symbol = files.symbol and files.period = ${period.replace('t *', 'every.t *')}`)
}

async function count(connection: DuckDBConnection): Promise<Changes> {
  const counted = await rowsOf<{ change: keyof Changes; n: number }>(
    connection,
    'select change, count(*)::double as n from compared group by change',
  )
  return { added: 0, replaced: 0, unchanged: 0, ...Object.fromEntries(counted.map(({ change, n }) => [change, n])) }
}

async function planParts(
  connection: DuckDBConnection,
  { table, venue, interval, synthetic }: Incoming,
): Promise<PlannedPart[]> {
  const parts = await rowsOf<Pick<PlannedPart, 'symbol' | 'period' | 'rows' | 'first' | 'last'>>(
    connection,
    `select symbol, period, count(*)::double as rows, min(t)::double as first, max(t)::double as last
    from merged group by part, symbol, period order by part`,
  )
  return parts.map(part => ({ table: table.name, venue, interval, synthetic, ...part }))
}

/** Refuses bars that overlap: incoming and stored bars may lie on different grids although each set is valid by itself. */
async function refuseOverlap(
  connection: DuckDBConnection,
  { interval, from }: Incoming,
  series: readonly Part[],
  plannedParts: readonly PlannedPart[],
): Promise<void> {
  const shortest = shortestStep(interval)
  const inside = await rowsOf<{ symbol: string; before: number; t: number }>(
    connection,
    `select symbol, before::double as before, t::double as t
    from (select symbol, t, lag(t) over (partition by symbol, period order by t) as before from merged)
    where t - before < ${shortest} order by symbol, t limit 1`,
  )
  const parts = [...series.filter(part => !plannedParts.some(one => isSamePart(part, one))), ...plannedParts]
  parts.sort((a, b) => (a.symbol === b.symbol ? a.first - b.first : a.symbol < b.symbol ? -1 : 1))
  const between = parts.flatMap((part, i) => {
    const before = parts.at(i - 1)
    const isNext = i > 0 && before?.symbol === part.symbol
    return isNext && part.first - before.last < shortest
      ? [{ symbol: part.symbol, before: before.last, t: part.first }]
      : []
  })
  const [overlap] = [...inside, ...between]
  if (!overlap) return
  const { symbol, before, t } = overlap
  throw new InputError(
    `${from}: the ${showInterval(interval)} bar of ${symbol} at ${showTime(t)} opens inside the bar at ${showTime(before)} (bars of the lake included)`,
  )
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { type DurationMs, showInterval, showTime } from '../../market/units.ts'
import { InputError } from '../input-error.ts'
import type { Lake } from '../lake.ts'
import { commit, type Draft, isSamePart } from './commit.ts'
import { rowsOf } from './database.ts'
import { periodSql, shortestStep } from './layout.ts'
import { type Part, readManifest } from './manifest.ts'
import { scanParts } from './parts.ts'
import type { Progress } from './progress.ts'
import { sweep } from './sweep.ts'
import { asWriter } from './writer.ts'

/** What the rows of the temporary table `incoming` are: candles of one venue and interval, of any number of symbols. */
export interface Incoming {
  readonly venue: string
  readonly interval: DurationMs
  readonly synthetic: boolean
  /** For messages: a file's name. */
  readonly from: string
}

export interface Changes {
  /** Bars the lake did not have. */
  readonly added: number
  /** Bars it had with other values: the newer ones stand. */
  readonly replaced: number
  readonly unchanged: number
}

/**
 * Brings the connection's temporary table `incoming` (symbol, t, open, high, low, close, volume, funding; one row for each
 * symbol and t, each a sound candle) into the lake, whole or not at all. Files whose bars do not change are not touched.
 *
 * @throws InputError when a series would mix real with synthetic bars, or have one bar inside another
 */
export function mergeIncoming(
  lake: Lake,
  connection: DuckDBConnection,
  incoming: Incoming,
  onProgress: Progress = () => {},
): Promise<Changes> {
  return asWriter(lake.root, connection, async () => {
    const manifest = await readManifest(lake.root)
    await sweep(lake.root, manifest)
    onProgress({ step: 'merge', done: 0, total: 1 })
    const symbols = new Set(
      (await rowsOf<{ symbol: string }>(connection, 'select distinct symbol from incoming')).map(row => row.symbol),
    )
    const series = manifest.parts.filter(
      part => part.venue === incoming.venue && part.interval === incoming.interval && symbols.has(part.symbol),
    )
    refuseMixing(series, incoming)
    await compare(lake.root, connection, incoming, series)
    const changes = await count(connection)
    const drafts = await draft(connection, incoming)
    await refuseOverlap(connection, incoming, series, drafts)
    onProgress({ step: 'merge', done: 1, total: 1 })
    if (drafts.length) await commit(lake.root, connection, manifest, drafts, onProgress)
    return changes
  })
}

function refuseMixing(series: readonly Part[], { synthetic, from }: Incoming): void {
  const other = series.find(part => part.synthetic !== synthetic)
  if (!other) return
  const kind = (is: boolean) => (is ? 'synthetic' : 'real')
  const name = `${other.venue} ${other.symbol} ${showInterval(other.interval)}`
  throw new InputError(`${from}: ${name} holds ${kind(!synthetic)} bars; ${kind(synthetic)} ones may not be mixed in`)
}

/**
 * `compared`: each incoming bar beside the one the lake has. `merged`: all bars of the periods in which something changes, and
 * `part`, which counts those periods from 0.
 */
async function compare(root: string, connection: DuckDBConnection, { interval }: Incoming, series: readonly Part[]) {
  const period = periodSql(interval)
  const touched = await rowsOf<{ symbol: string; period: string }>(
    connection,
    `select distinct symbol, ${period} as period from incoming`,
  )
  const keys = new Set(touched.map(row => `${row.symbol} ${row.period}`))
  const live = series.filter(part => keys.has(`${part.symbol} ${part.period}`))
  const columns = 'symbol, t, open, high, low, close, volume, funding'
  await connection.run(`create temp table live as select ${columns} from ${scanParts(root, live)}`)
  // A rate once known is not erased by a file that does not know it.
  await connection.run(`
    create temp table compared as
      select i.symbol, i.t, i.open, i.high, i.low, i.close, i.volume, coalesce(i.funding, l.funding) as funding,
        ${period.replace('t *', 'i.t *')} as period,
        case when l.t is null then 'added'
          when (i.open, i.high, i.low, i.close, i.volume) = (l.open, l.high, l.low, l.close, l.volume)
            and coalesce(i.funding, l.funding) is not distinct from l.funding then 'unchanged'
          else 'replaced' end as change
      from incoming i left join live l on i.symbol = l.symbol and i.t = l.t`)
  await connection.run(`
    create temp table merged as
      with changed as (select distinct symbol, period from compared where change <> 'unchanged'),
      kept as (select *, ${period} as period from live anti join compared using (symbol, t))
      select *, dense_rank() over (order by symbol, period)::integer - 1 as part from (
        select ${columns}, period from compared union all select ${columns}, period from kept
      ) semi join changed using (symbol, period) order by part, t`)
}

async function count(connection: DuckDBConnection): Promise<Changes> {
  const counted = await rowsOf<{ change: keyof Changes; n: number }>(
    connection,
    'select change, count(*)::double as n from compared group by change',
  )
  return { added: 0, replaced: 0, unchanged: 0, ...Object.fromEntries(counted.map(({ change, n }) => [change, n])) }
}

async function draft(connection: DuckDBConnection, { venue, interval, synthetic }: Incoming): Promise<Draft[]> {
  const parts = await rowsOf<Pick<Draft, 'symbol' | 'period' | 'rows' | 'first' | 'last'>>(
    connection,
    `select symbol, period, count(*)::double as rows, min(t)::double as first, max(t)::double as last
    from merged group by part, symbol, period order by part`,
  )
  return parts.map(part => ({ venue, interval, synthetic, ...part }))
}

/** Two files, each sound, may disagree about the grid: one bar would then open inside another. */
async function refuseOverlap(
  connection: DuckDBConnection,
  { interval, from }: Incoming,
  series: readonly Part[],
  drafts: readonly Draft[],
): Promise<void> {
  const shortest = shortestStep(interval)
  const inside = await rowsOf<{ symbol: string; before: number; t: number }>(
    connection,
    `select symbol, before::double as before, t::double as t
    from (select symbol, t, lag(t) over (partition by symbol, period order by t) as before from merged)
    where t - before < ${shortest} order by symbol, t limit 1`,
  )
  const parts = [...series.filter(part => !drafts.some(one => isSamePart(part, one))), ...drafts]
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
    `${from}: with what the lake holds, the ${showInterval(interval)} bar of ${symbol} at ${showTime(t)} opens inside the one at ${showTime(before)}`,
  )
}

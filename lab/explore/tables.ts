import { type ColumnTable, table, toArrowIPC } from 'arquero'
import type { Lake } from '../data/lake/lake.ts'
import { tableNames } from '../data/lake/schema.ts'
import { listSeries } from '../data/lake/series.ts'
import type { TableName } from '../data/lake/tables.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { sharpeOf } from '../ledger/summarise.ts'
import type { EpochMs } from '../market/units.ts'
import { genomeRows, type runsIn } from './runs.ts'
import type { RunLine, TableInfo } from './shapes.ts'

/** The part of a table to load into the browser. */
export interface Part {
  /** Symbols to include; absent: all. Like `from` and `to`, it applies to tables of the lake only. */
  readonly symbols?: readonly string[]
  /** Time range `[from, to)`; absent: unbounded. */
  readonly from?: EpochMs
  readonly to?: EpochMs
  /** Maximum number of rows; the newest rows are returned. */
  readonly most: number
}

/** Largest number of rows of one table that the server sends. */
export const mostRows = 2_000_000

/** Tables for the SQL of the explorer page. */
export interface Tables {
  list(): Promise<readonly TableInfo[]>
  /** Rows as an Arrow stream; undefined if no table has this name. */
  read(name: string, part: Part): Promise<Uint8Array | undefined>
}

type TableRow = Readonly<{ [name: string]: string | number | boolean | null }>

/** All tables for SQL: the tables of the lake, the results of the runs, and the trials of the trial ledger. */
export function tablesOf(lake: Lake, runs: ReturnType<typeof runsIn>, ledger: Ledger): Tables {
  const own: { readonly [name: string]: { readonly what: string; readonly rows: () => readonly TableRow[] } } = {
    runs: { what: 'every run: market, search settings and progress', rows: () => runs.list().map(runRow) },
    generations: {
      what: 'fitness and diversity of each generation of each run',
      rows: () => generationRows(runs.list()),
    },
    genomes: {
      what: 'every genome of every run, with its score in training',
      rows: () => readable(runs.list()).flatMap(({ name }) => genomeRows(runs.open(name) as string)),
    },
    trials: {
      what: 'the trial ledger: every strategy that was ever evaluated, across runs',
      rows: () => trialRows(ledger),
    },
  }

  return {
    async list() {
      const lakes = await Promise.all(tableNames.map(name => infoOf(lake, name)))
      const found = share(readable(runs.list()).map(({ synthetic }) => synthetic))
      // The ledger keeps the trials of deleted runs.
      const tried = share(ledger.subjects().map(({ synthetic }) => synthetic))
      return [
        ...lakes.filter(({ rows }) => rows !== 0),
        ...Object.entries(own).map(([name, { what }]) => ({
          ...{ name, what, symbols: [] },
          synthetic: name === 'trials' ? tried : found,
        })),
      ]
    },
    async read(name, part) {
      if (Object.hasOwn(own, name)) return stream(columnsOf(own[name].rows().slice(-part.most)))
      const found = tableNames.find(one => one === name)
      return found && stream(await rowsOf(lake, found, part))
    },
  }
}

const stream = (rows: ColumnTable) => toArrowIPC(rows, { format: 'stream' })

async function infoOf(lake: Lake, name: TableName): Promise<TableInfo> {
  const series = await listSeries(lake, name)
  return {
    ...{
      name,
      what: `${series.length} series in the lake, of ${[...new Set(series.map(({ venue }) => venue))].sort().join(', ')}`,
    },
    rows: series.reduce((sum, { rows }) => sum + rows, 0),
    synthetic: share(series.map(({ synthetic }) => synthetic)),
    symbols: [...new Set(series.map(({ symbol }) => symbol))].sort(),
  }
}

function share(synthetic: readonly boolean[]): TableInfo['synthetic'] {
  if (!synthetic.includes(true)) return 'no'
  return synthetic.includes(false) ? 'partly' : 'yes'
}

function rowsOf(lake: Lake, name: TableName, { symbols, from, to, most }: Part): Promise<ColumnTable> {
  const asked: readonly (readonly [sql: string, value: string | number])[] = [
    ...(symbols ? [[' and list_contains(string_split(', symbols.join()] as const] : []),
    ...(from === undefined ? [] : [[' and t >= ', from] as const]),
    ...(to === undefined ? [] : [[' and t < ', to] as const]),
    [' order by t desc limit ', most],
  ]
  // `list_contains` takes the list of symbols first and the column second.
  const after = (i: number) => (symbols && i === 0 ? ", ','), symbol)" : '')
  const texts = [`select * from (select * exclude (t) from (select * from ${name} where true${asked[0][0]}`]
  for (let i = 0; i < asked.length; i++) texts.push(`${after(i)}${asked[i + 1]?.[0] ?? ')) order by time'}`)
  return lake.table(Object.assign(texts, { raw: texts }), ...asked.map(([, value]) => value))
}

const columnsOf = (rows: readonly TableRow[]): ColumnTable =>
  table(Object.fromEntries(Object.keys(rows[0] ?? { nothing: null }).map(name => [name, rows.map(row => row[name])])))

const readable = (lines: readonly RunLine[]) => lines.flatMap(line => ('broken' in line ? [] : [line]))

function runRow(line: RunLine): TableRow {
  const { name } = line
  const broken = 'broken' in line ? line.broken : null
  const of = 'broken' in line ? undefined : line
  return {
    ...{ run: name, synthetic: of?.synthetic ?? null, venue: of?.venue ?? null, symbols: of?.symbols ?? null },
    ...{ interval: of?.interval ?? null, seeds: of?.seeds ?? null, method: of?.method ?? null },
    ...{
      population: of?.population ?? null,
      generations: of?.generations ?? null,
      evaluations: of?.evaluations ?? null,
    },
    ...{ best: of?.best ?? null, champion: of?.champion ?? null, broken },
  }
}

const generationRows = (lines: readonly RunLine[]): readonly TableRow[] =>
  readable(lines).flatMap(({ name, history }) => history.map(one => ({ run: name, ...one })))

const trialRows = (ledger: Ledger): readonly TableRow[] =>
  ledger.subjects().flatMap(subject =>
    ledger.entries(subject).flatMap(({ run, trials }) =>
      trials.map(({ key, idea, summary }) => ({
        ...{ run, synthetic: subject.synthetic, symbols: subject.data.map(({ symbol }) => symbol).join() },
        ...{ key, idea, days: summary.days, mean: summary.mean, deviation: summary.deviation ?? null },
        sharpe_daily: sharpeOf(summary) ?? null,
      })),
    ),
  )

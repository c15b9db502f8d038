import { Command, Option } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { compact } from '../lab/data/lake/compact.ts'
import { hotSegments } from '../lab/data/lake/hot.ts'
import { type Lake, openLake } from '../lab/data/lake/lake.ts'
import type { SeriesKey } from '../lab/data/lake/layout.ts'
import { retain, showRetained } from '../lab/data/lake/retain.ts'
import { fingerprintRows } from '../lab/data/lake/rows.ts'
import { tableNames } from '../lab/data/lake/schema.ts'
import { listSeries } from '../lab/data/lake/series.ts'
import type { TableName } from '../lab/data/lake/tables.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { day, type EpochMs, parseInterval, parseTime, showInterval, showTime } from '../lab/market/units.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { progress } from './terminal/progress.ts'
import { table } from './terminal/table.ts'

/** Options common to the commands: the lake, the output, and the selected rows. */
interface Of {
  readonly lake: string
  readonly json: boolean
  readonly venue?: string
  readonly symbol?: string
  readonly interval?: number
  readonly from?: EpochMs
  readonly to?: EpochMs
}

const program = new Command('lake').description('Query and maintain the lake.')

const command = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option('--lake <folder>', 'lake folder', 'data/lake')
    .option('--json', 'JSON output', false)
/** Adds the options that select series to a command. */
const some = (of: Command) =>
  of
    .option('--venue <name>', 'venue, such as hyperliquid (default: all)')
    .option('--symbol <name>', "symbol, in the venue's spelling (default: all)")
    .option('--interval <interval>', 'bar length of candles, such as 1h (default: all)', text =>
      parseInput('--interval', text, parseInterval),
    )
const named = new Option('--table <name>', 'table (default: all)').choices(tableNames)

command('show', 'List every series of the lake, with its rows and its first and last time.')
  .addOption(named)
  .action(show)
command('compact', 'Merge recently recorded rows into the large files. Readers may go on meanwhile.')
  .addOption(named)
  .action(compactAll)
some(command('retain', 'Delete old data: every file whose rows are all older than the given days.'))
  .addOption(new Option('--table <name>', 'table').choices(tableNames).makeOptionMandatory())
  .requiredOption('--days <n>', 'age up to which rows are kept, days', whole('--days', 1))
  .option('--dry', 'list of the files only, without deleting them', false)
  .action(retainSome)
some(command('fingerprint', 'Print a hash over every value of a time range: equal hashes mean equal data.'))
  .addOption(new Option('--table <name>', 'table').choices(tableNames).default('candles'))
  .option('--from <time>', 'start, UTC, such as 2025-01 (default: the first row)', text =>
    parseInput('--from', text, parseTime),
  )
  .option('--to <time>', 'end, UTC, exclusive (default: after the last row)', text =>
    parseInput('--to', text, parseTime),
  )
  .action(fingerprint)
command('sql', 'Answer a query, such as: select symbol, count(*) from candles group by 1')
  .argument('<query>', `SQL over the tables ${tableNames.join(', ')}`)
  .action(sql)

await program.parseAsync().catch(fail)

async function inLake<T>(root: string, work: (lake: Lake) => Promise<T>): Promise<T> {
  const lake = await openLake(root)
  try {
    return await work(lake)
  } finally {
    lake.close()
  }
}

function asked(name?: TableName): readonly TableName[] {
  return name ? [name] : tableNames
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}

function show({ lake: root, json, table: name }: Of & { table?: TableName }): Promise<void> {
  return inLake(root, async lake => {
    const all = []
    for (const one of asked(name)) {
      for (const series of await listSeries(lake, one)) all.push({ table: one, ...series })
    }
    const recent = await Promise.all(asked(name).map(async one => (await hotSegments(lake.root, one)).length))
    if (json) return console.log(JSON.stringify(all))
    if (all.length === 0) return console.log(`the lake at ${lake.root} is empty`)
    const rows = all.map(one => [one.table, ...nameOf(one), count(one.rows), showTime(one.first), showTime(one.last)])
    console.log(table(['table', 'venue', 'symbol', 'interval', 'rows', 'first (UTC)', 'last (UTC)'], rows))
    const files = recent.reduce((sum, n) => sum + n, 0)
    if (files)
      console.log(`${count(files)} small files of recent rows are not merged yet: npx tsx scripts/lake.ts compact`)
  })
}

function nameOf({ venue, symbol, interval, synthetic }: SeriesKey & { synthetic: boolean }): string[] {
  return [synthetic ? `${venue} (synthetic)` : venue, symbol, interval ? showInterval(interval) : '']
}

function compactAll({ lake: root, json, table: name }: Of & { table?: TableName }): Promise<void> {
  return inLake(root, async lake => {
    const bar = progress('compact')
    const done = await compact(lake, asked(name), ({ step, done, total }) => bar.update(done / total, step)).finally(
      () => bar.stop(),
    )
    if (json) return console.log(JSON.stringify(done))
    for (const { table: one, segments, added, replaced, unchanged } of done) {
      console.log(
        `${one}: ${count(segments)} small files merged: ${count(added)} rows added, ${count(replaced)} replaced, ${count(unchanged)} unchanged`,
      )
    }
    if (done.length === 0) console.log('nothing to do: all rows are in the large files')
  })
}

function retainSome(options: Of & { table: TableName; days: number; dry: boolean }): Promise<void> {
  return inLake(options.lake, async lake => {
    const before = (wallClock() - options.days * day) as EpochMs
    const gone = await retain(lake, options.table, before, options, options.dry)
    console.log(options.json ? JSON.stringify({ before, ...gone }) : showRetained(gone, before, options.dry))
  })
}

function fingerprint(options: Of & { table: TableName }): Promise<void> {
  return inLake(options.lake, async lake => {
    const hash = await fingerprintRows(lake, options.table, options)
    console.log(options.json ? JSON.stringify({ fingerprint: hash }) : hash)
  })
}

function sql(query: string, { lake: root, json }: Of): Promise<void> {
  return inLake(root, async lake => {
    const rows = await lake.sql(Object.assign([query], { raw: [query] })).catch((error: Error) => {
      // The first line of a DuckDB error is its message; the other lines show the position in the query.
      throw new InputError(error.message.split('\n')[0], { cause: error })
    })
    if (json) return console.log(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value)))
    if (rows.length === 0) return console.log('no rows')
    const names = Object.keys(rows[0])
    console.log(
      table(
        names,
        rows.map(row => names.map(name => cell(row[name]))),
      ),
    )
  })
}

function cell(value: unknown): string {
  if (value === null) return '—'
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.join(' ') : String(value)
}

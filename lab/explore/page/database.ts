import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from '@duckdb/duckdb-wasm'

/** DuckDB in a worker of this page. */
let opened: Promise<{ readonly database: AsyncDuckDB; readonly connection: AsyncDuckDBConnection }> | undefined

function database() {
  opened ??= open()
  return opened
}

async function open() {
  const found = new AsyncDuckDB(new VoidLogger(), new Worker('/duckdb-worker.js'))
  await found.instantiate(new URL('/duckdb.wasm', location.href).href)
  const connection = await found.connect()
  // Extensions lie elsewhere, and this page asks nobody elsewhere: without this a query that wants one would wait for ever.
  await connection.query('set autoinstall_known_extensions = false')
  await connection.query('set autoload_known_extensions = false')
  return { database: found, connection }
}

/** Takes a table in, in place of one of the same name. @param rows an Arrow stream */
export async function takeIn(name: string, rows: Uint8Array): Promise<number> {
  const { connection } = await database()
  await connection.query(`drop table if exists "${name}"`)
  await connection.insertArrowFromIPCStream(rows, { name, create: true })
  const [{ n }] = (await ask(`select count(*)::double as n from "${name}"`)).rows as readonly { n: number }[]
  return n
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly isTime: boolean; readonly isNumber: boolean }[]
  /** Times are ms since 1970, UTC. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** @throws Error with DuckDB's own words */
export async function ask(sql: string): Promise<Answer> {
  const { connection } = await database()
  const found = await connection.query(sql)
  const columns = found.schema.fields.map(({ name, type }) => {
    const kind = String(type)
    return { name, isTime: /^(timestamp|date)/i.test(kind), isNumber: /^(u?int|float|double|decimal)/i.test(kind) }
  })
  const rows = found.toArray().map(row => Object.fromEntries(columns.map(({ name }) => [name, plain(row[name])])))
  return { columns, rows }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.getTime()
  return value
}

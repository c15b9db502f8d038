import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from '@duckdb/duckdb-wasm'

/** DuckDB, running in a web worker of this page. */
let opened: Promise<{ readonly database: AsyncDuckDB; readonly connection: AsyncDuckDBConnection }> | undefined

function database() {
  opened ??= open()
  return opened
}

async function open() {
  const found = new AsyncDuckDB(new VoidLogger(), new Worker('/duckdb-worker.js'))
  await found.instantiate(new URL('/duckdb.wasm', location.href).href)
  const connection = await found.connect()
  // DuckDB would load extensions from the internet, which this page's policy forbids; a query that needs one would hang.
  await connection.query('set autoinstall_known_extensions = false')
  await connection.query('set autoload_known_extensions = false')
  return { database: found, connection }
}

/** Loads a table, replacing one of the same name. @param rows an Arrow stream @returns number of rows */
export async function loadTable(name: string, rows: Uint8Array): Promise<number> {
  const { connection } = await database()
  await connection.query(`drop table if exists "${name}"`)
  await connection.insertArrowFromIPCStream(rows, { name, create: true })
  const [{ n }] = (await query(`select count(*)::double as n from "${name}"`)).rows as readonly { n: number }[]
  return n
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly isTime: boolean; readonly isNumber: boolean }[]
  /** Times are epoch ms, UTC. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Runs a query. @throws Error with DuckDB's message */
export async function query(sql: string): Promise<Answer> {
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

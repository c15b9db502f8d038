import { resolve } from 'node:path'
import type { ColumnTable } from 'arquero'
import { type Clock, wallClock } from '../../clock.ts'
import { openDatabase } from './database.ts'
import type { LakeFolder } from './lake-folder.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { type Row, runSql, runTable, type SqlValue } from './sql.ts'
import { leftovers, sweep } from './sweep.ts'
import { asWriter, LakeBusy } from './writer.ts'

/**
 * Market data on disk: large Parquet files listed in a manifest, small files appended since, and SQL over both. Any
 * number of processes may read and append, but only one at a time writes large files. Every read sees whole commits,
 * including the newest.
 *
 * @see data/README.md for the layout
 */
export interface Lake extends LakeFolder {
  /**
   * Runs a query over the tables that `tables.ts` describes, such as candles, trades and funding. Values are passed
   * as parameters, never as text: lake.sql`select max(high) from candles where symbol = ${symbol}`.
   *
   * @returns rows; integers are numbers (bigint beyond 2⁵³), times are Dates
   */
  sql(text: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<Row[]>
  /** Like `sql`, but returns an arquero table, for notebooks. */
  table(text: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<ColumnTable>
  close(): void
}

/**
 * Opens a lake and removes files that killed commits left behind. If the folder does not exist, the lake is empty.
 *
 * @param root folder of the lake
 */
export async function openLake(root: string, clock: Clock = wallClock): Promise<Lake> {
  const at = resolve(root)
  const manifest = await readManifest(at)
  const database = await openDatabase()
  try {
    await sweepOnOpen({ root: at, database, clock }, manifest)
  } catch (error) {
    database.close()
    throw error
  }
  return {
    root: at,
    database,
    clock,
    sql: (text, ...values) => runSql(at, database, text, values),
    table: (text, ...values) => runTable(at, database, text, values),
    close: () => database.close(),
  }
}

async function sweepOnOpen(folder: LakeFolder, manifest: Manifest): Promise<void> {
  const { root, database } = folder
  if ((await leftovers(folder, manifest)).length === 0) return
  try {
    await database.connected(connection =>
      asWriter(root, connection, async () => sweep(folder, await readManifest(root))),
    )
  } catch (error) {
    // Another process is writing: the files belong to its unfinished commit and must stay.
    if (!(error instanceof LakeBusy)) throw error
  }
}

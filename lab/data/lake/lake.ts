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
 * Market data on disk: Parquet files that a manifest names, small ones that were appended since, and SQL over both. Any number of
 * processes read and append; one writes large files at a time. A read sees whole commits, and always the newest.
 *
 * @see data/README.md for the layout
 */
export interface Lake extends LakeFolder {
  /**
   * Rows of a query over the tables, which `lake/tables.ts` describes: candles, trades, funding and the others. Values go in as parameters, never as text: lake.sql`select max(high) from candles where symbol = ${symbol}`.
   * Integers come back as numbers (bigint past 2⁵³), times as Date.
   */
  sql(text: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<Row[]>
  /** The same as an arquero table, for notebooks. */
  table(text: TemplateStringsArray, ...values: readonly SqlValue[]): Promise<ColumnTable>
  close(): void
}

/** Opens the lake in a folder; it need not exist, and is empty until something is written. What dead commits left behind is swept away. */
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
    // Someone is writing: what looks like leftovers is their commit being built.
    if (!(error instanceof LakeBusy)) throw error
  }
}

import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { flush } from '../../durable.ts'
import type { Lake } from '../lake.ts'
import { literal } from './database.ts'
import { hotSegments, removeSegments } from './hot.ts'
import { hotPath } from './layout.ts'
import { fileColumns } from './parts.ts'
import { quoted, schemaVersion, tables } from './schema.ts'
import type { TableName } from './tables.ts'
import { hotRows } from './view.ts'
import { asWriter } from './writer.ts'

/**
 * Makes one small file of a table's many, and leaves the large ones alone: cheap enough to be done every minute, so that
 * readers need not open a file for every second of recording. Readers see the same rows before, during and after.
 *
 * @throws InputError when another process is writing
 */
export async function fold(lake: Lake, name: TableName): Promise<void> {
  await lake.database.connected(connection =>
    asWriter(lake.root, connection, async () => {
      const segments = await hotSegments(lake.root, name)
      if (segments.length < 2) return
      const table = tables[name]
      const folder = hotPath(lake.root, name)
      // Behind the newest of those it is made of, and before all that come later.
      const folded = `${basename(segments[segments.length - 1], '.parquet')}~.parquet`
      const aside = join(folder, `.${folded}`)
      await connection.run(
        `copy (select ${fileColumns(table).map(quoted).join(', ')} from ${hotRows(lake.root, table, segments)})
        to ${literal(aside)} (format parquet, compression zstd,
          kv_metadata { seedbed_schema: '${schemaVersion}', seedbed_table: '${name}' })`,
      )
      await flush(aside)
      await rename(aside, join(folder, folded))
      await flush(folder)
      // Dead before this line, they are there twice: the same rows.
      await removeSegments(lake.root, segments)
    }),
  )
}

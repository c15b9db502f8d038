import { InputError } from '../../input-error.ts'
import { type EpochMs, showTime } from '../../market/units.ts'
import type { PlannedPart } from './commit.ts'
import { compactLocked } from './compact.ts'
import { compactedParts } from './compacted-parts.ts'
import type { Lake } from './lake.ts'
import { withLive } from './live-files.ts'
import { readManifest, writeManifest } from './manifest.ts'
import type { Range } from './rows.ts'
import { tables } from './schema.ts'
import { sweep } from './sweep.ts'
import type { TableName } from './tables.ts'
import { asWriter } from './writer.ts'

/** What was deleted, or would be deleted by a dry run. */
export interface Retained {
  readonly files: number
  readonly rows: number
  /** Time of the first remaining row of the selection; undefined when none remains. */
  readonly oldest: EpochMs | undefined
}

/**
 * Deletes old rows of a table by whole files: those whose rows are all older than `before`. A file of a day, month or year that
 * also holds newer rows stays whole. The lake cannot restore deleted rows.
 *
 * @param of venue, symbol or interval to delete from; the whole table by default
 * @param dry reports what would be deleted and changes nothing
 * @throws InputError when another process is writing
 */
export async function retain(
  lake: Lake,
  name: TableName,
  before: EpochMs,
  of: Pick<Range, 'venue' | 'symbol' | 'interval'> = {},
  dry = false,
): Promise<Retained> {
  if (of.interval !== undefined && !tables[name].byInterval) {
    throw new InputError(`${name} has no intervals: found one, expected none`)
  }
  if (dry) {
    const files = await withLive(lake.root, live => compactedParts(lake, tables[name], live[name]), [name])
    return chosen(files, name, before, of).retained
  }
  return lake.database.connected(connection =>
    asWriter(lake.root, connection, async () => {
      const found = await readManifest(lake.root)
      await sweep(lake, found)
      const { manifest } = await compactLocked(lake, found, tables[name])
      const { old, retained } = chosen(manifest.parts, name, before, of)
      if (old.size) {
        const kept = manifest.parts.filter(part => !old.has(part))
        await sweep(lake, await writeManifest(lake.root, kept))
      }
      return retained
    }),
  )
}

/** Selects files and separates those to delete. */
function chosen<File extends PlannedPart>(
  files: readonly File[],
  name: TableName,
  before: EpochMs,
  { venue, symbol, interval }: Pick<Range, 'venue' | 'symbol' | 'interval'>,
): { readonly old: ReadonlySet<File>; readonly retained: Retained } {
  const meant = files.filter(
    file =>
      file.table === name &&
      file.venue === (venue ?? file.venue) &&
      file.symbol === (symbol ?? file.symbol) &&
      file.interval === (interval ?? file.interval),
  )
  const old = new Set(meant.filter(file => file.last < before))
  const kept = meant.filter(file => !old.has(file))
  const oldest = kept.length
    ? (kept.reduce((least, file) => Math.min(least, file.first), Number.POSITIVE_INFINITY) as EpochMs)
    : undefined
  return { old, retained: { files: old.size, rows: [...old].reduce((sum, file) => sum + file.rows, 0), oldest } }
}

/** `12 files, 3,400,000 rows before 2026-01-01 00:00 dropped; oldest kept row: 2026-01-01 00:00`. */
export const showRetained = ({ files, rows, oldest }: Retained, before: EpochMs, dry: boolean): string =>
  `${files} files, ${rows.toLocaleString('en-US')} rows before ${showTime(before)} ${dry ? 'would be dropped' : 'dropped'}; ` +
  (oldest === undefined ? 'nothing is kept' : `oldest kept row: ${showTime(oldest)}`)

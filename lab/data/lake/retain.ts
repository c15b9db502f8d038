import { type EpochMs, showTime } from '../../market/units.ts'
import { InputError } from '../input-error.ts'
import type { Lake } from '../lake.ts'
import { compactLocked } from './compact.ts'
import { readManifest, writeManifest } from './manifest.ts'
import type { Range } from './rows.ts'
import { tables } from './schema.ts'
import { sweep } from './sweep.ts'
import type { TableName } from './tables.ts'
import { asWriter } from './writer.ts'

export interface Retained {
  readonly files: number
  readonly rows: number
  /** The first row that is kept of what was asked for, if any. */
  readonly oldest: EpochMs | undefined
}

/**
 * Forgets old rows of a table: the files of which every row is older than `before`. A file of a day, month or year that reaches
 * past it stays whole. What is forgotten cannot be had back from here.
 *
 * @param of venue, symbol, interval: all of the table when nothing is said
 * @param dry only says what would go
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
  return lake.database.connected(connection =>
    asWriter(lake.root, connection, async () => {
      let manifest = await readManifest(lake.root)
      if (!dry) manifest = (await compactLocked(lake, manifest, tables[name])).manifest
      const meant = manifest.parts.filter(
        part =>
          part.table === name &&
          part.venue === (of.venue ?? part.venue) &&
          part.symbol === (of.symbol ?? part.symbol) &&
          part.interval === (of.interval ?? part.interval),
      )
      const old = new Set(meant.filter(part => part.last < before))
      const kept = meant.filter(part => !old.has(part))
      if (old.size && !dry) {
        manifest = await writeManifest(
          lake.root,
          manifest.parts.filter(part => !old.has(part)),
        )
        await sweep(lake.root, manifest)
      }
      const oldest = kept.length ? (Math.min(...kept.map(part => part.first)) as EpochMs) : undefined
      return { files: old.size, rows: [...old].reduce((sum, part) => sum + part.rows, 0), oldest }
    }),
  )
}

/** `12 files, 3,400,000 rows before 2026-01-01 00:00 dropped; the oldest kept is of 2026-01-01 00:00`. */
export const showRetained = ({ files, rows, oldest }: Retained, before: EpochMs, dry: boolean): string =>
  `${files} files, ${rows.toLocaleString('en-US')} rows before ${showTime(before)} ${dry ? 'would be dropped' : 'dropped'}; ` +
  (oldest === undefined ? 'nothing is kept' : `the oldest kept is of ${showTime(oldest)}`)

import { InputError } from '../input-error.ts'
import type { SeriesKey } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { camelCase, type Table } from './schema.ts'
import type { Rows, TableName } from './tables.ts'

/** @throws InputError when one of these rows would come into a synthetic series */
export function refuseSynthetic(manifest: Manifest, table: Table, rows: readonly Rows[TableName][]): void {
  const seriesOf = (row: SeriesKey) => `${row.venue} ${row.symbol} ${table.byInterval ? row.interval : 0}`
  const synthetic = new Set(
    manifest.parts.filter(part => part.table === table.name && part.synthetic).map(part => seriesOf(part)),
  )
  if (synthetic.size === 0) return
  const mixed = rows.find(row => synthetic.has(seriesOf(row as unknown as SeriesKey)))
  if (mixed) {
    throw new InputError(
      `${table.name} of ${mixed.venue} ${mixed.symbol}: the lake holds synthetic rows; real ones may not be mixed in`,
    )
  }
}

/**
 * A value that must be known and is not would make its whole series unreadable, so it stops here.
 *
 * @throws InputError
 */
export function refuseUnknown(table: Table, rows: readonly Rows[TableName][]): void {
  const numbers = table.columns.filter(
    ({ type, unknown }) => unknown === 'never' && (type === 'DOUBLE' || type === 'BIGINT'),
  )
  for (const { name, type } of numbers) {
    const field = camelCase(name)
    const isSound = type === 'BIGINT' ? Number.isSafeInteger : Number.isFinite
    for (const row of rows as unknown as readonly Record<string, unknown>[]) {
      if (isSound(row[field])) continue
      const expected = type === 'BIGINT' ? 'a whole number' : 'a number'
      throw new InputError(
        `${table.name} of ${row.venue} ${row.symbol} at ${row.t}: ${name}: expected ${expected}, found ${row[field]}`,
      )
    }
  }
}

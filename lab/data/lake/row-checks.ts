import { InputError } from '../../input-error.ts'
import type { CandleRow } from '../../market/records.ts'
import { day, showInterval, showTime } from '../../market/units.ts'
import type { SeriesKey } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { camelCase, type Table } from './schema.ts'
import type { Rows, TableName } from './tables.ts'

/** Refuses real rows of a series for which the lake holds synthetic rows. @throws InputError */
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
 * Refuses rows that lack a required number, because one such row makes its whole series unreadable.
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

/**
 * Refuses rows that are not valid candles, because reading and compacting their series would fail. A row that opens
 * off the grid (multiples of the interval since the epoch) is refused for the same reason.
 *
 * @throws InputError
 */
export function refuseUnsound(rows: readonly CandleRow[]): void {
  for (const { venue, symbol, interval, t, open, high, low, close, volume } of rows) {
    const refuse = (expected: string, found: string) => {
      const where = `candles of ${venue} ${symbol} ${showInterval(interval)} at ${showTime(t)}`
      throw new InputError(`${where}: expected ${expected}, found ${found}`)
    }
    if (!(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close))) {
      refuse('prices above 0, low and high around the others', `open ${open}, high ${high}, low ${low}, close ${close}`)
    }
    if (!(volume >= 0)) refuse('a volume of at least 0', `${volume}`)
    // Intervals above a day begin where their venue says, such as weeks on a Monday.
    if (interval <= day && t % interval !== 0) refuse('an open on the grid of its interval', `${t} ms`)
  }
}

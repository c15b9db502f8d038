import { camelCase, tables } from '../schema.ts'
import type { Rows, TableName } from '../tables.ts'

/** Expected content of a lake, kept in a plain map. A row added later replaces the earlier one, except where it is unknown. */
export interface Model<T extends TableName> {
  add(row: Rows[T]): void
  /** Sorted by venue, interval, symbol, then by time and the table's order. */
  rows(): Rows[T][]
}

type Fields = Record<string, string | number | boolean | null>

export function model<T extends TableName>(name: T): Model<T> {
  const { byInterval, keys, order = keys, columns } = tables[name]
  const series = byInterval ? ['venue', 'interval', 'symbol'] : ['venue', 'symbol']
  const valuesOf = (row: Fields, names: readonly string[]) => names.map(one => row[camelCase(one)])
  const held = new Map<string, Fields>()
  return {
    add(row) {
      const fresh: Fields = { ...(row as unknown as Fields) }
      const key = JSON.stringify(valuesOf(fresh, [...series, ...keys]))
      const before = held.get(key)
      for (const column of columns) {
        const field = camelCase(column.name)
        const isKept = column.unknown === 'kept' || (column.unknown === 'measured' && fresh.volume === before?.volume)
        if (isKept) fresh[field] ??= before?.[field] ?? null
      }
      held.set(key, fresh)
    },
    rows: () =>
      [...held.values()].sort((a, b) => {
        const [ours, theirs] = [valuesOf(a, [...series, ...order]), valuesOf(b, [...series, ...order])]
        const i = ours.findIndex((value, n) => value !== theirs[n])
        return (ours[i] ?? '') < (theirs[i] ?? '') ? -1 : 1
      }) as unknown as Rows[T][],
  }
}

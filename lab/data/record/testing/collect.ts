import type { Rows, TableName } from '../../lake/tables.ts'
import type { Buffer } from '../buffer.ts'

/** A buffer that keeps its rows in memory for tests. */
export interface Collected extends Pick<Buffer, 'add'> {
  of<T extends TableName>(name: T): Rows[T][]
}

export function collect(): Collected {
  const rows: { readonly name: TableName; readonly row: unknown }[] = []
  return {
    add: (name, row) => void rows.push({ name: name === 'filled' ? 'gaps' : name, row }),
    of: <T extends TableName>(name: T) => rows.filter(one => one.name === name).map(one => one.row as Rows[T]),
  }
}

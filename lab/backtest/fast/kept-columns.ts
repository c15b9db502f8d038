import type { Column } from '../../market/bars.ts'
import type { Arena } from './arena.ts'
import type { Address } from './kernel.ts'

/** Columns that lie in the kernel's memory, for whoever asks for them next: told apart by identity. */
export interface KeptColumns {
  /** Of the first value. Behind the last, unknown ones fill up a word of 64 rows. */
  address(column: Column): Address
  /** Whether there is room for some more columns of a length. */
  has(columns: number, rows: number): boolean
  forget(): void
}

export function keptColumns(memory: WebAssembly.Memory, room: Arena): KeptColumns {
  let addresses = new WeakMap<Column, Address>()
  return {
    address(column) {
      const there = addresses.get(column)
      if (there !== undefined) return there
      const rows = padded(column.length)
      const at = room.bytes(8 * rows)
      const copy = new Float64Array(memory.buffer, at, rows)
      copy.set(column)
      copy.fill(Number.NaN, column.length)
      addresses.set(column, at)
      return at
    },
    has: (columns, rows) => room.left() >= 8 * columns * padded(rows),
    forget() {
      room.takeBack()
      addresses = new WeakMap()
    },
  }
}

/** Rows in whole words of 64. */
export const padded = (rows: number): number => Math.ceil(rows / 64) * 64

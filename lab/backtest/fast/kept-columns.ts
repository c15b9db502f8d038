import type { Column } from '../../market/bars.ts'
import type { Arena } from './arena.ts'
import type { Address } from './kernel.ts'

/** Columns that lie in the kernel's memory, for whoever asks for them next: told apart by identity. */
export interface KeptColumns {
  /** Of the first value. Behind the last, unknown ones fill up a word of 64 rows. */
  address(column: Column): Address
  /** Of what is made where it lies. @param key says what it is made of, and how */
  made(key: string, rows: number, make: (at: Address) => void): Address
  /** Whether there is room for some more columns of a length. */
  has(columns: number, rows: number): boolean
  forget(): void
}

export function keptColumns(memory: WebAssembly.Memory, room: Arena): KeptColumns {
  let addresses = new WeakMap<Column, Address>()
  let known = new Map<string, Address>()
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
    made(key, rows, make) {
      const there = known.get(key)
      if (there !== undefined) return there
      const at = room.bytes(8 * padded(rows))
      new Float64Array(memory.buffer, at + 8 * rows, padded(rows) - rows).fill(Number.NaN)
      make(at)
      known.set(key, at)
      return at
    },
    has: (columns, rows) => room.left() >= 8 * columns * padded(rows),
    forget() {
      room.takeBack()
      addresses = new WeakMap()
      known = new Map()
    },
  }
}

/** Rows in whole words of 64. */
export const padded = (rows: number): number => Math.ceil(rows / 64) * 64

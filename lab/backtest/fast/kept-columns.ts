import type { Column } from '../../market/bars.ts'
import type { Arena } from './arena.ts'
import type { Address } from './kernel.ts'

/** Cache of columns in the kernel's memory, identified by object identity. */
export interface KeptColumns {
  /** Address of a column's first value. The column is padded with NaN to a multiple of 64 rows. */
  address(column: Column): Address
  /** Address of a column computed in place. @param key identifies its inputs and operation */
  made(key: string, rows: number, make: (at: Address) => void): Address
  /** Whether memory is free for some more columns of a length. */
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

/** Rounds rows up to a multiple of 64. */
export const padded = (rows: number): number => Math.ceil(rows / 64) * 64

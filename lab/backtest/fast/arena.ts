import type { Column } from '../../market/bars.ts'
import type { Address } from './kernel.ts'

/** A region of the kernel's memory, allocated from its start and freed all at once. */
export interface Arena {
  /** Free bytes. */
  readonly left: () => number
  /** @throws RangeError if too little is free */
  bytes(count: number): Address
  /** Allocates a column with these values. */
  numbers(values: Column): Address
  wholes(values: Int32Array): Address
  takeBack(): void
}

/** Vector loads are fast only at addresses that are multiples of this. */
const alignment = 64

export function arena(memory: WebAssembly.Memory, from: Address, to: Address): Arena {
  let next = aligned(from)
  const bytes = (count: number): Address => {
    const at = next
    if (at + count > to) throw new RangeError(`the kernel's memory holds ${to - at} bytes more, expected ${count}`)
    next = aligned(at + count)
    return at
  }
  return {
    left: () => to - next,
    bytes,
    numbers(values) {
      const at = bytes(8 * values.length)
      new Float64Array(memory.buffer, at, values.length).set(values)
      return at
    },
    wholes(values) {
      const at = bytes(4 * values.length)
      new Int32Array(memory.buffer, at, values.length).set(values)
      return at
    },
    takeBack() {
      next = aligned(from)
    },
  }
}

const aligned = (at: number) => Math.ceil(at / alignment) * alignment

import type { Column } from '../../market/bars.ts'
import type { Address } from './kernel.ts'

/** A region of the kernel's memory that is given out from its beginning to its end, and taken back all at once. */
export interface Arena {
  /** Bytes that are not given out. */
  readonly left: () => number
  /** @throws RangeError where there are not as many */
  bytes(count: number): Address
  /** A column of its own with these values. */
  numbers(values: Column): Address
  wholes(values: Int32Array): Address
  takeBack(): void
}

/** Vectors are read from where they begin at a multiple of this, or slowly. */
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

import type { Column } from '../../market/bars.ts'
import type { Address } from './kernel.ts'

/**
 * A region of the kernel's memory. Blocks are allocated one after the other from its start, and all are freed together.
 */
export interface Arena {
  /** Number of free bytes. */
  readonly left: () => number
  /** Allocates `count` bytes. @throws RangeError if fewer bytes are free, as do `numbers` and `wholes` */
  bytes(count: number): Address
  /** Copies the values into the region as 64-bit floating-point numbers. */
  numbers(values: Column): Address
  /** Copies the values into the region as 32-bit integers. */
  wholes(values: Int32Array): Address
  /** Frees everything that was allocated. */
  takeBack(): void
}

/** Bytes. Vector loads are fast only at addresses that are multiples of this number. */
const alignment = 64

/** An arena between two addresses; `to` is exclusive. */
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

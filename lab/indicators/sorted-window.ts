import type { Column } from '../market/bars.ts'

/** Rows `[from, to)` in ascending order. */
export const sortedWindow = (x: Column, from: number, to: number): Float64Array =>
  Float64Array.from(x.subarray(from, to)).sort()

/**
 * Replaces one `outgoing` by `incoming` and keeps the order: two binary searches and one move of the values between
 * them.
 */
export function exchange(sorted: Float64Array, outgoing: number, incoming: number): void {
  const from = below(sorted, outgoing)
  const to = below(sorted, incoming)
  if (to > from) {
    sorted.copyWithin(from, from + 1, to)
    sorted[to - 1] = incoming
  } else {
    sorted.copyWithin(to + 1, to, from)
    sorted[to] = incoming
  }
}

/** How many values are smaller than `value`. */
export function below(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many values are smaller than or equal to `value`. */
export function upTo(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] <= value) low = middle + 1
    else high = middle
  }
  return low
}

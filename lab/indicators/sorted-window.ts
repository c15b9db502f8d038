import type { Column } from '../market/bars.ts'

/** The values of rows `[from, to)`, sorted in ascending order. */
export const sortedWindow = (x: Column, from: number, to: number): Float64Array =>
  Float64Array.from(x.subarray(from, to)).sort()

/**
 * Replaces one value `outgoing` by `incoming`, in place and in order. It takes two binary searches and one move of the
 * values in between.
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

/** Number of values smaller than `value`. @param sorted ascending */
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

/** Number of values smaller than or equal to `value`. @param sorted ascending */
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

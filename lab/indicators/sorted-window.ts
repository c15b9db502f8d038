import type { Column } from '../market/bars.ts'

/** Rows `[from, to)` in ascending order. */
export const sortedWindow = (x: Column, from: number, to: number): Float64Array =>
  Float64Array.from(x.subarray(from, to)).sort()

/** Replaces one `outgoing` by `incoming` and keeps the order: two binary searches and one move of what lies between. */
export function exchange(sorted: Float64Array, outgoing: number, incoming: number): void {
  const hole = below(sorted, outgoing)
  const place = below(sorted, incoming)
  if (place > hole) {
    sorted.copyWithin(hole, hole + 1, place)
    sorted[place - 1] = incoming
  } else {
    sorted.copyWithin(place + 1, place, hole)
    sorted[place] = incoming
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

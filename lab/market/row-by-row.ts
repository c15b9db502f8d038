import type { Column } from './bars.ts'

/** A column made of another, value by value. `Float64Array.from` does the same through an iterator, and takes ten times as long. */
export function rowByRow(column: Column, of: (value: number, row: number) => number): Float64Array {
  const out = new Float64Array(column.length)
  for (let i = 0; i < out.length; i++) out[i] = of(column[i], i)
  return out
}

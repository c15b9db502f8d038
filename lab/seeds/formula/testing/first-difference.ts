import type { Column } from '../../../market/bars.ts'

/** The row where two columns part, or where the shorter one ends; −1 when they are the same, what is unknown included. */
export function firstDifference(a: Column, b: Column): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return i
  }
  return -1
}

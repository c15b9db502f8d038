import type { Column } from '../../../market/bars.ts'

/** The first row where two columns differ, or where the shorter one ends; −1 when they are the same. NaN equals NaN. */
export function firstDifference(a: Column, b: Column): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return i
  }
  return -1
}

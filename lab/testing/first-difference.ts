import type { Column } from '../market/bars.ts'

/** The row where two columns part, or where the shorter one ends; −1 when they are the same to the bit. */
export function firstDifference(a: Column, b: Column): number {
  if (a.length !== b.length) return Math.min(a.length, b.length)
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return i
  return -1
}

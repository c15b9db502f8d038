import type { Column } from '../market/bars.ts'

/** First row where two columns differ, or the length of the shorter one; −1 if they are equal to the bit. */
export function firstDifference(a: Column, b: Column): number {
  if (a.length !== b.length) return Math.min(a.length, b.length)
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return i
  return -1
}

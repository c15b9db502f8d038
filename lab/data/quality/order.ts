import type { Candles } from './candles.ts'

/** Rows with the same open time. */
export interface Duplicate {
  /** Epoch ms. */
  readonly openTime: number
  /** Row indices, counted from 0, ascending. */
  readonly rows: readonly number[]
  /** True if all these rows have the same prices and volume. */
  readonly agree: boolean
}

/** Indices, counted from 0, of rows that open before the row above them. */
export function disordered({ openTime }: Pick<Candles, 'openTime'>): number[] {
  const found: number[] = []
  for (let i = 1; i < openTime.length; i++) if (openTime[i] < openTime[i - 1]) found.push(i)
  return found
}

/** Open times that occur more than once, ascending. */
export function duplicates(candles: Candles): Duplicate[] {
  const rowsAt = new Map<number, number[]>()
  const repeated = new Set<number>()
  for (let row = 0; row < candles.openTime.length; row++) {
    const time = candles.openTime[row]
    const rows = rowsAt.get(time)
    if (rows) {
      rows.push(row)
      repeated.add(time)
    } else rowsAt.set(time, [row])
  }
  return [...repeated]
    .sort((a, b) => a - b)
    .map(openTime => {
      const rows = rowsAt.get(openTime) ?? []
      return { openTime, rows, agree: rows.every(row => isSame(candles, rows[0], row)) }
    })
}

const isSame = ({ open, high, low, close, volume }: Candles, a: number, b: number): boolean =>
  [open, high, low, close, volume].every(column => Object.is(column[a], column[b]))

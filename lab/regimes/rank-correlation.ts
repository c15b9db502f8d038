import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { correlationOf, requireWindow } from './pair-correlation.ts'

/**
 * Spearman's rank correlation over those of the last `period` rows in which both columns are known: Pearson's
 * correlation of the ranks, where equal values share their mean rank. A single extreme bar has little effect. Each row
 * sorts its window: about 25 µs per row at a period of 60.
 *
 * @param period rows, an integer ≥ 2
 * @param least  minimum of rows known in both columns, an integer 2…period
 * @returns −1…+1; NaN with too few rows, and where either column is constant; first defined row: least − 1
 */
export function pairRankCorrelation(x: Column, y: Column, period: number, least: number): Float64Array {
  requireWindow('pairRankCorrelation', period, least)
  requireEqualLengths('pairRankCorrelation', { x, y })
  return Float64Array.from({ length: x.length }, (_, i) => correlationAt(x, y, i, period, least, 'spearman').rho)
}

/** Correlation of the window that ends with `row`, and the number of rows known in both columns. */
export function correlationAt(
  x: Column,
  y: Column,
  row: number,
  period: number,
  least: number,
  method: 'pearson' | 'spearman',
): { readonly rho: number; readonly points: number } {
  const rows: number[] = []
  for (let i = Math.max(0, row - period + 1); i <= row; i++) {
    if (Number.isFinite(x[i]) && Number.isFinite(y[i])) rows.push(i)
  }
  const points = rows.length
  if (points < least) return { rho: Number.NaN, points }
  const [u, v] = [x, y].map(column => Float64Array.from(rows, i => column[i]))
  const raw = pearson(u, v)
  // A column that varies only by rounding has no meaningful ranks either.
  const rho = method === 'pearson' || Number.isNaN(raw) ? raw : pearson(ranks(u), ranks(v))
  return { rho, points }
}

function pearson(u: Float64Array, v: Float64Array): number {
  const [meanU, meanV] = [mean(u), mean(v)]
  let [uu, vv, uv] = [0, 0, 0]
  for (let i = 0; i < u.length; i++) {
    const [du, dv] = [u[i] - meanU, v[i] - meanV]
    uu += du * du
    vv += dv * dv
    uv += du * dv
  }
  return correlationOf(uu, vv, uv, meanU, meanV, u.length)
}

function mean(u: Float64Array): number {
  let sum = 0
  for (const value of u) sum += value - u[0]
  return u[0] + sum / u.length
}

function ranks(u: Float64Array): Float64Array {
  const order = Uint32Array.from(u.keys()).sort((a, b) => u[a] - u[b])
  const out = new Float64Array(u.length)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && u[order[to]] === u[order[from]]) to++
    for (let i = from; i < to; i++) out[order[i]] = (from + to - 1) / 2
    from = to
  }
  return out
}

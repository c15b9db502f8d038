import type { Column } from '../market/bars.ts'

/**
 * The ranges `[from, to)` of at least `least` consecutive rows in which every column is finite.
 *
 * All indicators treat missing values by this one rule: they compute on unbroken ranges only, and a NaN restarts the
 * warm-up. A NaN at the start comes from the warm-up of another indicator, so warm-ups add up; a NaN inside means that
 * the value does not exist.
 *
 * @param least   rows, ≥ 1
 * @param columns one or more, of equal length
 */
export function runs(least: number, ...columns: readonly Column[]): (readonly [from: number, to: number])[] {
  const n = columns[0].length
  const found: (readonly [number, number])[] = []
  let from = 0
  for (let i = 0; i <= n; i++) {
    if (i < n && isKnown(columns, i)) continue
    if (i - from >= least) found.push([from, i])
    from = i + 1
  }
  return found
}

function isKnown(columns: readonly Column[], row: number): boolean {
  for (let c = 0; c < columns.length; c++) if (!Number.isFinite(columns[c][row])) return false
  return true
}

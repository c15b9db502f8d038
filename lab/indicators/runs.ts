import type { Column } from '../market/bars.ts'

/**
 * The runs `[from, to)` of at least `least` rows in which every column is known, that is finite.
 *
 * The family's one rule for what is missing: an indicator sees only an unbroken run. A NaN begins the warm-up anew, be it
 * leading, because an indicator of an indicator starts late (warm-ups add up), or inner, because the value did not exist.
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

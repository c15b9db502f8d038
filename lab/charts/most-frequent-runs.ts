import type { Column } from '../market/bars.ts'

/** A time range with its most frequent code. */
export interface Run {
  /** Start, epoch ms. */
  readonly time: number
  /** End, epoch ms, exclusive. */
  readonly to: number
  readonly code: number
}

/**
 * Simplifies a column of codes, such as market states, to ranges that are wide enough for a chart.
 *
 * The time is divided into equal spans. Each span gets the most frequent code of its rows; of equally frequent codes,
 * the lowest. Neighbouring spans of equal code are joined. A span is left out if at least half of its rows are unknown.
 *
 * @param time    start of each row, epoch ms, ascending
 * @param code    whole numbers; NaN where unknown
 * @param to      end of the last row, epoch ms
 * @param buckets number of spans
 */
export function mostFrequentRuns(time: Column, code: Column, to: number, buckets: number): readonly Run[] {
  const start = time[0]
  const span = (to - start) / buckets
  const runs: { time: number; to: number; code: number }[] = []
  for (let bucket = 0, row = 0; bucket < buckets; bucket++) {
    const end = bucket === buckets - 1 ? to : start + (bucket + 1) * span
    const first = row
    while (row < time.length && time[row] < end) row++
    const found = mostFrequent(code.subarray(first, row))
    if (found === undefined) continue
    const last = runs.at(-1)
    const from = start + bucket * span
    if (last && last.code === found && Math.abs(last.to - from) < 1) last.to = end
    else runs.push({ time: from, to: end, code: found })
  }
  return runs
}

function mostFrequent(code: Column): number | undefined {
  const counts = countsOf(code)
  const unknown = counts.get(Number.NaN) ?? 0
  if (code.length <= 2 * unknown) return undefined
  counts.delete(Number.NaN)
  const [[found]] = [...counts].sort(([a, m], [b, n]) => n - m || a - b)
  return found
}

/**
 * Frequencies of the codes.
 *
 * @returns `share`: fraction of the known rows with a code, NaN without known rows; `unknown`: fraction of all rows
 *   that are unknown, 1 without rows
 */
export function sharesOf(code: Column): { readonly share: (code: number) => number; readonly unknown: number } {
  const counts = countsOf(code)
  const unknown = counts.get(Number.NaN) ?? 0
  const known = code.length - unknown
  return {
    share: value => (known > 0 ? (counts.get(value) ?? 0) / known : Number.NaN),
    unknown: code.length > 0 ? unknown / code.length : 1,
  }
}

/** Number of rows with each code; unknown rows are counted under NaN. */
function countsOf(code: Column): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of code) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

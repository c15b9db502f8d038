import type { Column } from '../market/bars.ts'

/** A time range in which a code held, or was the most frequent. */
export interface Run {
  /** Epoch ms, first instant inside, and first instant after. */
  readonly time: number
  readonly to: number
  readonly code: number
}

/**
 * Codes over time as time ranges that can be told apart: of each of `buckets` equal spans the most frequent code, of equals the lower one,
 * equal neighbours joined. A span of which more is unknown than not has none.
 *
 * @param time epoch ms, ascending: when each row begins
 * @param code NaN where unknown
 * @param to   when the last row ends
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

/** Share of the known rows that each code has, and how many rows know none. */
export function sharesOf(code: Column): { readonly share: (code: number) => number; readonly unknown: number } {
  const counts = countsOf(code)
  const unknown = counts.get(Number.NaN) ?? 0
  const known = code.length - unknown
  return {
    share: value => (known > 0 ? (counts.get(value) ?? 0) / known : Number.NaN),
    unknown: code.length > 0 ? unknown / code.length : 1,
  }
}

/** How many rows have each code; those that know none are counted under NaN. */
function countsOf(code: Column): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of code) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

import { spanCount, type TrialSummary } from './summarise.ts'

/** Offset of each field in its row. */
const at = { days: 0, mean: 1, deviation: 2, skew: 3, rawKurtosis: 4, spans: 5 } as const satisfies Record<
  keyof TrialSummary,
  number
>

/** Length of a summary's row. */
export const summaryWidth = at.spans + spanCount

/** A row of numbers. Float32 is enough to hold a summary without loss. */
export type Row = Float32Array | Float64Array

/**
 * Writes a summary at `start`, for transport and storage. NaN marks an absent value; a summary never contains NaN
 * itself.
 */
export function writeSummary(summary: TrialSummary, rows: Row, start: number): void {
  const row = rows.subarray(start, start + summaryWidth).fill(Number.NaN)
  for (const name of ['days', 'mean', 'deviation', 'skew', 'rawKurtosis'] as const)
    row[at[name]] = summary[name] ?? Number.NaN
  row.set(summary.spans, at.spans)
}

/** Reads a summary written by `writeSummary`. */
export function readSummary(rows: Row, start: number): TrialSummary {
  const row = rows.subarray(start, start + summaryWidth)
  const known = <K extends 'deviation' | 'skew' | 'rawKurtosis'>(name: K) =>
    (Number.isNaN(row[at[name]]) ? {} : { [name]: row[at[name]] }) as Partial<Record<K, number>>
  const days = row[at.days]
  return {
    days,
    mean: row[at.mean],
    ...known('deviation'),
    ...known('skew'),
    ...known('rawKurtosis'),
    spans: Array.from(row.subarray(at.spans, at.spans + Math.min(days, spanCount))),
  }
}

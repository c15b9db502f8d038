import type { EpochMs } from '../../market/units.ts'

/** A piece of time, the end exclusive. */
export interface TimeRange {
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * The same time as ranges that do not touch, earliest first. Ranges closer than `near` are joined, including the time between
 * them.
 */
export function mergeRanges(ranges: readonly TimeRange[], near = 0): readonly TimeRange[] {
  const all = ranges.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  const apart: TimeRange[] = []
  for (const one of all) {
    const last = apart.at(-1)
    if (!last || one.from > last.to + near) apart.push(one)
    else if (one.to > last.to) apart[apart.length - 1] = { from: last.from, to: one.to }
  }
  return apart
}

/** The parts of `ranges` that lie in none of `others`, earliest first. */
export function subtractRanges(ranges: readonly TimeRange[], others: readonly TimeRange[]): readonly TimeRange[] {
  const away = mergeRanges(others)
  return mergeRanges(ranges).flatMap(({ from, to }) => {
    const left: TimeRange[] = []
    let start = from
    for (const other of away) {
      if (other.to <= start || other.from >= to) continue
      if (other.from > start) left.push({ from: start, to: other.from })
      start = other.to
    }
    return start < to ? [...left, { from: start, to }] : left
  })
}

/** The parts of the ranges at or after `from`. */
export const rangesSince = (from: EpochMs, ranges: readonly TimeRange[]): readonly TimeRange[] =>
  ranges.flatMap(one => (one.to <= from ? [] : [{ from: Math.max(from, one.from) as EpochMs, to: one.to }]))

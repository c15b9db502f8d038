import type { EpochMs } from '../../market/units.ts'

/** A piece of time, the end exclusive. */
export interface Stretch {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** The same time in stretches that are apart, earliest first; those closer than `near` are made one, with what lies between. */
export function joined(stretches: readonly Stretch[], near = 0): readonly Stretch[] {
  const all = stretches.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  const apart: Stretch[] = []
  for (const one of all) {
    const last = apart.at(-1)
    if (!last || one.from > last.to + near) apart.push(one)
    else if (one.to > last.to) apart[apart.length - 1] = { from: last.from, to: one.to }
  }
  return apart
}

/** What of the stretches lies in none of the others. */
export function without(stretches: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  const away = joined(others)
  return joined(stretches).flatMap(({ from, to }) => {
    const left: Stretch[] = []
    let start = from
    for (const other of away) {
      if (other.to <= start || other.from >= to) continue
      if (other.from > start) left.push({ from: start, to: other.from })
      start = other.to
    }
    return start < to ? [...left, { from: start, to }] : left
  })
}

/** What of the stretches lies at or after `from`. */
export const since = (from: EpochMs, stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.flatMap(one => (one.to <= from ? [] : [{ from: Math.max(from, one.from) as EpochMs, to: one.to }]))

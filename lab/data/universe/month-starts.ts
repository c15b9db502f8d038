import type { EpochMs } from '../../market/units.ts'

/** Times at which to choose a universe over `[from, to)`: at `from`, and at 00:00 UTC on the first of each later month. */
export function monthStarts(from: EpochMs, to: EpochMs): EpochMs[] {
  const times: EpochMs[] = []
  for (let at = from; at < to; at = nextMonth(at)) times.push(at)
  return times
}

function nextMonth(at: EpochMs): EpochMs {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) as EpochMs
}

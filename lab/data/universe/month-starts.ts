import type { EpochMs } from '../../market/units.ts'

/** When to choose over `[from, to)`: at its beginning, and at 00:00 UTC of the first of every month after it. */
export function monthStarts(from: EpochMs, to: EpochMs): EpochMs[] {
  const times: EpochMs[] = []
  for (let at = from; at < to; at = nextMonth(at)) times.push(at)
  return times
}

function nextMonth(at: EpochMs): EpochMs {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) as EpochMs
}

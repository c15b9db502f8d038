import type { Column } from '../../market/bars.ts'
import { isEpochMs } from '../../market/units.ts'
import { type TimeUnit, timeUnit } from '../time-unit.ts'

/** A time that is not epoch milliseconds of 2000..2100. */
export interface Mistimed {
  /** Counted from 0. */
  readonly row: number
  readonly openTime: number
  /** What it seems to count; undefined when no unit puts it there. */
  readonly looksLike: TimeUnit | undefined
}

/** A time that is no number at all is not among them. */
export function mistimed(openTime: Column): Mistimed[] {
  const found: Mistimed[] = []
  for (let row = 0; row < openTime.length; row++) {
    const time = openTime[row]
    if (Number.isFinite(time) && !isEpochMs(time)) found.push({ row, openTime: time, looksLike: timeUnit(time) })
  }
  return found
}

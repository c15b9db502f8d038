import type { Column } from '../../market/bars.ts'
import { isEpochMs } from '../../market/units.ts'
import { type TimeUnit, timeUnit } from '../time-unit.ts'

/** A time outside 2000..2100 when read as epoch milliseconds. */
export interface Mistimed {
  /** Row index, counted from 0. */
  readonly row: number
  readonly openTime: number
  /** Unit in which the time lies in 2000..2100; undefined when there is none. */
  readonly looksLike: TimeUnit | undefined
}

/** Finds such times. NaN is not among them; `nonFinite` reports it. */
export function mistimed(openTime: Column): Mistimed[] {
  const found: Mistimed[] = []
  for (let row = 0; row < openTime.length; row++) {
    const time = openTime[row]
    if (Number.isFinite(time) && !isEpochMs(time)) found.push({ row, openTime: time, looksLike: timeUnit(time) })
  }
  return found
}

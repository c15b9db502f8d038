import { type EpochMs, epochMs, isEpochMs, parseTime } from './units.ts'

/** A time as a notebook gives it: text in UTC such as `2024-01`, `2024-01-31` or `2024-01-31T12:00Z`, or epoch milliseconds. */
export type TimeInput = EpochMs | number | string

/** A time range as a notebook gives it, from `from` until just before `to`. */
export interface TimeRangeInput {
  readonly from: TimeInput
  readonly to: TimeInput
}

/**
 * Reads a time as a notebook gives it.
 *
 * @throws RangeError saying what was expected: on other text, and on numbers outside the years 2000 to 2100, such as seconds
 */
export function timeOf(input: TimeInput): EpochMs {
  if (typeof input === 'string') return parseTime(input)
  if (!isEpochMs(input)) {
    throw new RangeError(
      `${input} is not a time: expected 2025-01, 2025-01-31, 2025-01-31T12:00Z or epoch milliseconds of the years 2000 to 2100`,
    )
  }
  return epochMs(input)
}

import { isEpochMs } from '../market/units.ts'

/** Milliseconds per unit, for the units of time found in market data files. */
const units = {
  milliseconds: 1,
  seconds: 1e3,
  microseconds: 1e-3,
  nanoseconds: 1e-6,
  'thousands of seconds': 1e6,
  days: 86_400_000,
} as const

export type TimeUnit = keyof typeof units

/** The unit in which `time`, counted from 1970, is a date within 2000…2100; undefined when no unit fits. */
export function timeUnit(time: number): TimeUnit | undefined {
  for (const [unit, milliseconds] of Object.entries(units)) {
    if (isEpochMs(time * milliseconds)) return unit as TimeUnit
  }
  return undefined
}

/** Text such as `a time in seconds`, for messages about a number that is not epoch milliseconds. */
export function describeTime(time: number): string {
  const unit = timeUnit(time)
  return unit ? `a time in ${unit}` : 'no time of 2000..2100 in any unit'
}

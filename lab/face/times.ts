/** Times, intervals and the clock. */

export { wallClock } from '../clock.ts'
export { type TimeRangeInput, timeOf } from '../market/time-input.ts'
export { ceilTo, type DurationMs, floorTo, parseInterval, second } from '../market/units.ts'

import { expect, test } from 'vitest'
import { timeUnit } from './time-unit.ts'

for (const [time, unit] of [
  [1_704_067_200_000, 'milliseconds'],
  [1_704_067_200, 'seconds'],
  [1_704_067_200_000_000, 'microseconds'],
  [1_704_067_200_000_000_000, 'nanoseconds'],
  [1_704_067, 'thousands of seconds'],
  [19_723, 'days'],
  [20_240_101, undefined],
  [0, undefined],
  [-1, undefined],
] as const) {
  test(`${time} is a time in ${unit ?? 'no unit'}`, () => expect(timeUnit(time)).toBe(unit))
}

import { expect, test } from 'vitest'
import { type EpochMs, minute } from '../../market/units.ts'
import { createVenueTime } from './venue-time.ts'

const at = (ms: number) => (Date.UTC(2026, 2, 14) + ms) as EpochMs

test('time follows the newest time stamp, never goes back, and ignores stamps from the future', () => {
  const time = createVenueTime()
  expect(time.now()).toBeUndefined()
  time.observe(at(0), null)
  expect(time.now()).toBeUndefined()
  time.observe(at(100), at(50))
  time.observe(at(200), at(40))
  expect(time.now()).toBe(at(50))
  time.observe(at(300), at(300 + minute + 1))
  expect(time.now()).toBe(at(50))
  // The local clock may be behind by less than that.
  time.observe(at(300), at(300 + minute))
  expect(time.now()).toBe(at(300 + minute))
})

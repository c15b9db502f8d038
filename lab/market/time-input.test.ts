import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeOf } from './time-input.ts'
import { epochMs, parseTime } from './units.ts'

describe('a time as a notebook gives it', () => {
  test.each([
    ['2024-01', Date.UTC(2024, 0, 1)],
    ['2024-01-31', Date.UTC(2024, 0, 31)],
    ['2024-01-31T12:30Z', Date.UTC(2024, 0, 31, 12, 30)],
  ])('%s is read as the command lines read it', (text, at) => {
    expect(timeOf(text)).toBe(at)
    expect(timeOf(text)).toBe(parseTime(text))
  })

  test('epoch milliseconds stay what they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800_000, max: 4_102_444_799_999 }), at => {
        expect(timeOf(at)).toBe(at)
        expect(timeOf(epochMs(at))).toBe(at)
        expect(timeOf(new Date(at).toISOString())).toBe(at)
      }),
    )
  })

  test.each([1_700_000_000, Number.NaN, Number.POSITIVE_INFINITY, 0, -1])(
    '%s is refused, with what was expected',
    at => {
      expect(() => timeOf(at)).toThrow(`${at} is not a time: expected 2025-01, 2025-01-31, 2025-01-31T12:00Z or epoch`)
    },
  )

  test.each(['yesterday', '2024', '2024-02-30', '2024-01-31T12:00', '31.1.2024', ''])('"%s" is refused too', text => {
    expect(() => timeOf(text)).toThrow(`"${text}" is not a UTC time: expected 2025-01, 2025-01-31 or`)
  })
})

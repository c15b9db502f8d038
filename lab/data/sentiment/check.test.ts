import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '../../input-error.ts'
import { day, epochMs, hour, second } from '../../market/units.ts'
import { checkFearGreed } from './check.ts'
import { answer, midday } from './testing/site.ts'

const days = answer(5)

test('days are read oldest first, with the time until the next publication', () => {
  const { days: read, untilUpdate } = checkFearGreed(days, midday)
  expect(read.map(({ t }) => t)).toEqual([4, 3, 2, 1, 0].map(ago => midday - 12 * hour - ago * day))
  expect(read.map(({ value }) => value)).toEqual([24, 23, 22, 21, 20])
  expect(read[4].classification).toBe('Extreme Fear')
  expect(untilUpdate).toBe(12 * hour)
})

test('unknown fields are ignored', () => {
  const more = { ...days, licence: 'free', data: days.data.map(row => ({ ...row, mood: 1 })) }
  expect(checkFearGreed(more, midday)).toEqual(checkFearGreed(days, midday))
})

test.each([
  ['no object', null, 'answer: '],
  ['no data', { name: 'x' }, 'data: '],
  ['no days', { data: [] }, 'data: expected at least one day, found none'],
  [
    'the site says it failed',
    { ...days, metadata: { error: 'try later' } },
    'metadata.error: expected none, found "try later"',
  ],
  ['a number instead of text', change(1, { value: 12 }), 'data.1.value: expected a whole number as text, found 12'],
  ['a fraction', change(1, { value: '12.5' }), 'data.1.value: expected a whole number as text, found "12.5"'],
  ['an empty value', change(1, { value: '' }), 'data.1.value: expected a whole number as text, found ""'],
  ['more than 100', change(0, { value: '101' }), 'data.0.value: expected 0 to 100, found "101"'],
  ['less than 0', change(0, { value: '-1' }), 'data.0.value: expected 0 to 100, found "-1"'],
  ['an unknown mood', change(2, { value_classification: 'Panic' }), 'data.2.value_classification: expected one of'],
  [
    'a time within the day',
    change(1, { timestamp: '1700000001' }),
    'data.1.timestamp: expected the start of a UTC day',
  ],
  ['milliseconds', change(1, { timestamp: '1700006400000' }), 'data.1.timestamp: expected'],
  ['a date', change(1, { timestamp: '2023-11-15' }), 'data.1.timestamp: expected a whole number as text'],
  [
    'a day twice',
    change(1, { timestamp: days.data[0].timestamp }),
    'data.1.timestamp: expected each day once, newest first',
  ],
  [
    'the oldest first',
    { ...days, data: days.data.toReversed() },
    'data.1.timestamp: expected each day once, newest first',
  ],
  [
    'a countdown that is not a number',
    change(0, { time_until_update: 'soon' }),
    'data.0.time_until_update: expected a whole number',
  ],
])('refused: %s', (_, body, message) => {
  expect(() => checkFearGreed(body, midday)).toThrow(`fear & greed: ${message}`)
  expect(() => checkFearGreed(body, midday)).toThrow(InputError)
})

test('a day in the future is refused, but a clock that is slightly slow is accepted', () => {
  const begins = epochMs(midday - 12 * hour)
  expect(() => checkFearGreed(days, epochMs(begins - 2 * hour))).toThrow('not after 2026-06-05 22:00')
  expect(checkFearGreed(days, epochMs(begins - 5 * second)).days).toHaveLength(5)
})

test('an answer corrupted in any way is read correctly or refused in one line', () => {
  const whole = checkFearGreed(days, midday)
  const places = days.data.flatMap((row, i) => Object.keys(row).map(key => [i, key] as const))
  const junk = fc.oneof(fc.jsonValue(), fc.integer().map(String), fc.constantFrom('007', ' 7', '1e1', '0x10', 'NaN'))
  fc.assert(
    fc.property(fc.constantFrom(...places), junk, ([row, key], value) => {
      try {
        const read = checkFearGreed(change(row, { [key]: value }), midday)
        read.days.forEach((found, i) => {
          expect(Number.isInteger(found.value) && found.value >= 0 && found.value <= 100).toBe(true)
          expect(found.t % day).toBe(0)
          if (i !== 4 - row) expect(found).toEqual(whole.days[i])
        })
      } catch (error) {
        expect(error).toBeInstanceOf(InputError)
        expect((error as Error).message).not.toContain('\n')
      }
    }),
    { numRuns: 500 },
  )
})

function change(row: number, fields: Readonly<Record<string, unknown>>): unknown {
  return { ...days, data: days.data.map((old, i) => (i === row ? { ...old, ...fields } : old)) }
}

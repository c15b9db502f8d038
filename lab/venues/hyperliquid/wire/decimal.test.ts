import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from './decimal.ts'

test('a decimal text is parsed to its number', () => {
  for (const [text, number] of [
    ['0.0', 0],
    ['64900.0', 64_900],
    ['-0.0005540084', -0.0005540084],
    ['7', 7],
  ] as const) {
    expect(decimal(text)).toBe(number)
  }
})

test('minus zero is zero', () => {
  expect(decimal('-0.0')).toBe(0)
})

const refused = [
  '',
  '-',
  '.',
  '-.5',
  '.5',
  '5.',
  '1e5',
  '1E5',
  '+1',
  ' 1',
  '1 ',
  '1,5',
  '0x10',
  '1_000',
  '1.2.3',
  '--1',
  'NaN',
]
test.each([...refused, 'Infinity', '-Infinity', '١', '9'.repeat(400)])('%j is no decimal', text => {
  expect(decimal(text)).toBeNaN()
})

test('only text is a decimal', () => {
  for (const value of [1, null, undefined, true, [], ['1'], {}, new String('1')]) expect(decimal(value)).toBeNaN()
})

test('every text of digits with a point inside is taken, and no other text', () => {
  const spelled = /^-?[0-9]+(\.[0-9]+)?$/
  const characters = fc.array(fc.constantFrom(...'0123456789.-+e x'), { maxLength: 8 }).map(all => all.join(''))
  fc.assert(
    fc.property(fc.oneof(characters, fc.string()), text => {
      expect(Number.isNaN(decimal(text))).toBe(!spelled.test(text))
      if (spelled.test(text)) expect(decimal(text)).toBe(Number(text) + 0)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { hourly } from './testing/closes.ts'
import { threshold } from './threshold.ts'

const judged = (signal: readonly number[], least: number) => {
  const bars = hourly(
    'A',
    signal.map(() => 100),
  )
  return [...threshold.enhance(Float64Array.from(signal), { bars, market: [bars] }, { least }, plain)]
}

test('what is weaker than the least is no signal, what is as strong is left as it was', () => {
  expect(judged([-0.8, -0.5, -0.49, 0, 0.3, 0.5, 1, Number.NaN], 0.5)).toEqual([
    -0.8,
    -0.5,
    0,
    0,
    0,
    0.5,
    1,
    Number.NaN,
  ])
})

test('the documented guard silences most of a graded signal, and switched off it silences nothing', () => {
  const graded = [0.1, 0.2, -0.3, 0.4, -0.45, 0.6]
  expect(judged(graded, 0.5).filter(x => x !== 0)).toEqual([0.6])
  expect(judged(graded, 0)).toEqual(graded)
})

test('asked twice it says the same', () => {
  const signals = fc.array(fc.double({ min: -1, max: 1, noNaN: true }))
  fc.assert(
    fc.property(signals, fc.double({ min: 0, max: 0.9, noNaN: true }), (signal, least) => {
      const once = judged(signal, least)
      expect(judged(once, least)).toEqual(once)
    }),
  )
})

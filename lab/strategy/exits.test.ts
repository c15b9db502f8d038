import { describe, expect, test } from 'vitest'
import { protection } from './exits.ts'
import { flat } from './holding.ts'
import type { Exits } from './strategy.ts'

const grid = { significant: 5, decimals: 3 }
const held =
  (size: number) =>
  (exits: Exits, extreme = 101.37, range = 0) =>
    protection({ size, entryPrice: 101.37, extreme, range }, exits, grid)
const long = held(2)
const short = held(-2)

describe('a stop', () => {
  test('lies below a long and above a short, rounded so that a little more is lost', () => {
    // 101.37 · 0.97 = 98.3289, down to 98.328; 101.37 · 1.03 = 104.4111, up to 104.42
    expect(long({ stop: 0.03 })).toEqual({ stop: { price: 98.328, reason: 'stop' } })
    expect(short({ stop: 0.03 })).toEqual({ stop: { price: 104.42, reason: 'stop' } })
  })
  test('that trails follows the best price, and takes over once it is the nearer one', () => {
    expect(long({ stop: 0.03, trailing: 0.05 })).toEqual({ stop: { price: 98.328, reason: 'stop' } })
    // 110 · 0.95
    expect(long({ stop: 0.03, trailing: 0.05 }, 110)).toEqual({ stop: { price: 104.5, reason: 'trailing' } })
    // 90 · 1.05
    expect(short({ stop: 0.03, trailing: 0.05 }, 90)).toEqual({ stop: { price: 94.5, reason: 'trailing' } })
  })
  test('that trails alone starts from the entry', () => {
    // 101.37 · 0.95 = 96.3015
    expect(long({ trailing: 0.05 })).toEqual({ stop: { price: 96.301, reason: 'trailing' } })
  })
  test('that trails onto the tick of one that does not is still that one, which rests there already', () => {
    // 104.5 · 0.97 = 101.365 and 101.3699 · 0.9999…: both down to 101.36
    expect(long({ stop: 0.00009, trailing: 0.03 }, 104.5)).toEqual({ stop: { price: 101.36, reason: 'stop' } })
  })
  test('at no price at all does not exist: a long cannot fall below the first tick', () => {
    expect(long({ stop: 1 })).toEqual({})
    // 101.37 · 0.000001 is less than a thousandth.
    expect(long({ stop: 0.999999 })).toEqual({})
  })
})

describe('a distance in mean true ranges', () => {
  test('is measured by the range that was known when the position was decided on', () => {
    // 101.37 − 2.5 · 1.2 and 101.37 + 4 · 1.2
    expect(long({ stopAtr: 2.5, targetAtr: 4 }, 101.37, 1.2)).toEqual({
      stop: { price: 98.37, reason: 'stop' },
      target: 106.17,
    })
    expect(short({ stopAtr: 2.5, targetAtr: 4 }, 101.37, 1.2)).toEqual({
      stop: { price: 104.37, reason: 'stop' },
      target: 96.57,
    })
  })
  test('trails the best price', () => {
    // 110 − 3 · 1.2
    expect(long({ trailingAtr: 3 }, 110, 1.2)).toEqual({ stop: { price: 106.4, reason: 'trailing' } })
  })
  test('counts where it is nearer than one in percent, and not where it is further', () => {
    expect(long({ stop: 0.03, stopAtr: 2.5 }, 101.37, 1)).toEqual({ stop: { price: 98.87, reason: 'stop' } })
    expect(long({ stop: 0.03, stopAtr: 2.5 }, 101.37, 2)).toEqual({ stop: { price: 98.328, reason: 'stop' } })
    expect(long({ target: 0.03, targetAtr: 2.5 }, 101.37, 1)).toEqual({ target: 103.87 })
  })
})

describe('a target', () => {
  test('lies above a long and below a short, rounded so that it is a little harder to reach', () => {
    // 101.37 · 1.03 = 104.4111, up to 104.42; 101.37 · 0.97 = 98.3289, down to 98.328
    expect(long({ target: 0.03 })).toEqual({ target: 104.42 })
    expect(short({ target: 0.03 })).toEqual({ target: 98.328 })
  })
  test('of a short at or below nothing does not exist', () => {
    expect(short({ target: 1 })).toEqual({})
    expect(short({ target: 0.999999 })).toEqual({})
  })
})

test('what is not held is not protected', () => {
  expect(protection(flat, { stop: 0.01, trailing: 0.01, target: 0.01 }, grid)).toEqual({})
})

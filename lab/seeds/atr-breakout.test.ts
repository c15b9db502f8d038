import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { craftedBars, type Row } from '../testing/crafted.ts'
import { atrBreakout } from './atr-breakout.ts'
import { earnings } from './testing/earnings.ts'
import { bursting, reverting } from './testing/markets.ts'

test('following wide breakouts earns where they go on, and loses where prices come back', () => {
  expect(earnings(atrBreakout, bursting(1))).toBeGreaterThan(0.0002)
  expect(earnings(atrBreakout, reverting(1))).toBeLessThan(-0.0002)
})

/** Bars around 100 of this range from low to high. */
const around = (range: number, bars: number): Row[] =>
  Array.from({ length: bars }, () => [100, 100 + range / 2, 100 - range / 2, 100])
const genes = { atr: 10, expansion: 1.5, channel: 20, squeeze: 0.6, adjustment: 0, hold: 6 }
const last = (rows: readonly Row[], changes: Partial<typeof genes> = {}) =>
  atrBreakout.exposure(craftedBars(rows), { ...genes, ...changes }, plain)[rows.length - 1]

describe('after bars of one usual range', () => {
  const usual = around(2, 130)
  const wide: Row = [100, 113, 100, 113]

  test('a close beyond them on a wide range is followed, up and down alike', () => {
    expect(last([...usual, wide])).toBe(1)
    expect(last([...usual, [100, 100, 87, 87]])).toBe(-1)
  })

  test('a close beyond them on a range that is not wide is no breakout', () => {
    expect(last([...usual, [100, 101.5, 99.5, 101.5]])).toBe(0)
  })

  test('a wide range that closes within them has no direction', () => {
    expect(last([...usual, [100, 113, 100, 100.5]])).toBe(0)
  })

  test('is held in proportion where all of it is adjusted to the range', () => {
    // The last ten ranges average 3.1, the usual one is 2.01 with that among it: a quotient of .649, in steps .65.
    expect(last([...usual, wide], { adjustment: 1 })).toBe(0.65)
    expect(last([...usual, wide], { adjustment: 0.5 })).toBe(0.8)
  })
})

describe('after a squeeze', () => {
  const squeezed = [...around(4, 110), ...around(1, 20)]
  const small: Row = [100, 100.8, 100, 100.8]

  test('a close beyond it is followed though the range is still small', () =>
    expect(last([...squeezed, small])).toBe(1))

  test('the same close without the squeeze is not', () => {
    expect(last([...around(1, 130), small])).toBe(0)
  })

  test('a squeeze that ended longer ago than the channel reaches is forgotten', () => {
    const since = around(1.4, 60)
    expect(last([...squeezed, ...since, [100, 101, 100, 101]], { squeeze: 0.5 })).toBe(0)
  })
})

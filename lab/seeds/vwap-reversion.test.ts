import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'
import { vwapReversion } from './vwap-reversion.ts'

test('fading what volume has carried away earns where prices come back, and loses where they run', () => {
  expect(earnings(vwapReversion, reverting(1))).toBeGreaterThan(0.0001)
  expect(earnings(vwapReversion, trending(1, 300))).toBeLessThan(-0.0001)
})

const genes = { period: 20, deviation: 3, volume: 1.5, regime: 0, hold: 10 }
/** What is held from the first bar of `after` on, which trades `traded` times as much as all others. */
function held(before: readonly number[], after: readonly number[], changes: Partial<typeof genes> = {}, traded = 2) {
  const volume = [...before, ...after].map((_, i) => (i === before.length ? traded : 1))
  const signal = vwapReversion.exposure(priceBars([...before, ...after], { volume }), { ...genes, ...changes }, plain)
  return Array.from(signal.subarray(before.length))
}

describe('around a price that swings by one', () => {
  const swing = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 99 : 101))

  test('a leap of many deviations is sold, and the sale ends where the price is back at the mean', () => {
    expect(held(swing, [106, 104, 104, 98, 98])).toEqual([-1, -1, -1, 0, 0])
  })

  test('a fall is bought', () => expect(held(swing, [94, 95])).toEqual([1, 1]))

  test('a jump on low volume is ignored', () => {
    expect(held(swing, [106, 104], {}, 1)).toEqual([0, 0])
  })

  test('a leap that everybody traded does not hide in its own mean', () => {
    expect(held(swing, [106, 104], {}, 1_000)).toEqual([-1, -1])
  })

  test('a deviation is measured in deviations, so the price level is nothing to it', () => {
    const cheap = swing.map(price => price / 1_000)
    expect(held(cheap, [0.106, 0.104])).toEqual([-1, -1])
  })

  test('a way back that does not come is waited for as long as it is held', () => {
    expect(held(swing, [106, 103, 103, 103], { hold: 2 })).toEqual([-1, -1, 0, 0])
  })

  test('a move across the mean ends the signal, even where no new one starts', () => {
    expect(held(swing, [94, 110], { regime: 1 }, 2)[1]).toBe(0)
  })
})

describe('where the mean itself is on its way', () => {
  const climb = Array.from({ length: 60 }, (_, i) => 100 + i)

  test('a leap is faded in full by who does not look at that, and hardly by who does', () => {
    expect(held(climb, [190])).toEqual([-1])
    // Ten dollars in half the period, of the eleven and a half that two deviations of the climb are.
    expect(held(climb, [190], { regime: 1 })).toEqual([-0.15])
  })
})

test('a market in which nothing is traded, or nothing moves, has nothing to revert to', () => {
  expect(held(new Array(60).fill(100), [100, 100])).toEqual([0, 0])
  const idle = priceBars([...new Array(60).fill(100), 105], { volume: new Float64Array(61) })
  expect(vwapReversion.exposure(idle, genes, plain)[60]).toBe(0)
})

import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'
import { volatilityScaling } from './volatility-scaling.ts'

test('the direction of the time earns where prices run, and loses where they come back', () => {
  expect(earnings(volatilityScaling, trending(1, 1_000))).toBeGreaterThan(0.0005)
  expect(earnings(volatilityScaling, reverting(1))).toBeLessThan(-0.0002)
})

const genes = { momentum: 24, window: 10, target: 0.4, multi: 0, threshold: 1.5, persistence: 4, scaling: 0.5 }

/** Bars that swing by these log returns, up and down in turn, under a slight trend; the signal at the last of them. */
function last(swings: readonly number[], changes: Partial<typeof genes> = {}, trend = 1e-5) {
  let price = 100
  const closes = swings.map((swing, i) => (price *= Math.exp(trend + (i % 2 === 0 ? swing : -swing))))
  return volatilityScaling.exposure(priceBars(closes), { ...genes, ...changes }, plain)[closes.length - 1]
}
const evenly = (swing: number, bars = 300) => new Array<number>(bars).fill(swing)

describe('in a market that swings evenly', () => {
  /** What makes .4 a year of hours: .4 over the root of 8760, and of ten over nine for a sample's deviation. */
  const asTargeted = 0.4 / Math.sqrt(8_760) / Math.sqrt(10 / 9)

  test('a market as wild as the target is held whole, and one that is twice as wild in half', () => {
    expect(last(evenly(0.99 * asTargeted))).toBe(1)
    expect(last(evenly(2 * asTargeted))).toBe(0.5)
    expect(last(evenly(4 * asTargeted))).toBe(0.25)
  })

  test('twice the target is twice the position', () => {
    expect(last(evenly(4 * asTargeted), { target: 0.8 })).toBe(0.5)
  })

  test('no market is held in more than one', () => expect(last(evenly(asTargeted / 10))).toBe(1))

  test('a falling one is held short, in the same size', () =>
    expect(last(evenly(2 * asTargeted), {}, -1e-5)).toBe(-0.5))
})

describe('when a calm market has become turbulent', () => {
  const [calm, wild] = [0.002, 0.008]
  const since = (bars: number) => [...evenly(calm, 300), ...evenly(wild, bars)]

  test('a part is kept once half of the last bars were turbulent', () => {
    const kept = (bars: number) => last(since(bars), { scaling: 0.2 }) / last(since(bars), { scaling: 0.8 })
    // One wild bar among ten is turbulence enough; two of four bars make it last.
    expect(kept(1)).toBe(1)
    expect(kept(2)).toBe(0.25)
  })

  test('a slower measure still knows the calm, and holds more', () => {
    expect(last(since(10), { multi: 1 })).toBeGreaterThan(last(since(10)))
  })
})

test('a market that stands still has no direction', () => expect(last(evenly(0), {}, 0)).toBe(0))

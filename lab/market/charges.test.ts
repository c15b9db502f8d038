import { describe, expect, test } from 'vitest'
import { type Account, openAccount } from './account.ts'
import { laterFunding, openingFunding } from './charges.ts'
import { hyperliquidCosts, stressed } from './fees.ts'
import { fundingHours, fundingPayment } from './funding.ts'
import { syntheticInstrument } from './instruments.ts'
import { hour, minute } from './units.ts'

const instrument = syntheticInstrument('SYN-A')
const midnight = 1_704_067_200_000
const holding = (size: number): Account => ({
  cash: 1_000,
  positions: new Map([['SYN-A', { size, entryPrice: 100 }]]),
})
const bar = (openTime: number, funding?: number) => ({ symbol: 'SYN-A', openTime, open: 200, funding })
const opening = (size: number, ...of: Parameters<typeof bar>) =>
  openingFunding(holding(size), bar(...of), hyperliquidCosts, instrument)
const later = (size: number, interval: number, ...of: Parameters<typeof bar>) =>
  laterFunding(holding(size), bar(...of), interval, hyperliquidCosts, instrument)

describe('funding of one hour', () => {
  test('is paid by a long when the rate is positive', () => {
    // 3 · 200 · 0.0001 = 0.06
    expect(opening(3, midnight, 0.0001)).toEqual({ usd: expect.closeTo(0.06, 12), assumed: false })
  })
  test('is received by a short when the rate is positive', () => {
    expect(opening(-3, midnight, 0.0001)).toEqual({ usd: expect.closeTo(-0.06, 12), assumed: false })
  })
  test('is received by a long when the rate is negative', () => {
    expect(opening(3, midnight, -0.0001)).toEqual({ usd: expect.closeTo(-0.06, 12), assumed: false })
  })
  test.each([undefined, Number.NaN])('is paid by either side at the assumed cost when the rate is %s', rate => {
    // 3 · 200 · 0.125 bps = 0.0075
    for (const size of [3, -3]) {
      expect(opening(size, midnight, rate)).toEqual({ usd: expect.closeTo(0.0075, 12), assumed: true })
    }
  })
  test('is charged at the price of the bar, not at that of the entry', () => {
    expect(fundingPayment(1, 200, 0.001, hyperliquidCosts)).toBeCloseTo(0.2, 12)
  })
  test('is not charged without a position, nor on instruments without funding', () => {
    expect(openingFunding(openAccount(1_000), bar(midnight, 0.001), hyperliquidCosts, instrument)).toBeUndefined()
    const stock = { ...instrument, funding: 'none' } as const
    expect(openingFunding(holding(3), bar(midnight, 0.001), hyperliquidCosts, stock)).toBeUndefined()
  })
  test('is made dearer by stress when paid and left alone when received', () => {
    const doubled = stressed(hyperliquidCosts, 2)
    expect(fundingPayment(1, 100, 0.001, doubled)).toBeCloseTo(0.2, 12)
    expect(fundingPayment(-1, 100, 0.001, doubled)).toBeCloseTo(-0.1, 12)
    expect(fundingPayment(-1, 100, undefined, doubled)).toBeCloseTo(0.0025, 12)
  })
})

describe('the hours of a bar', () => {
  test('are one for an hour, paid at its open', () => {
    expect(opening(1, midnight, 0.001)?.usd).toBeCloseTo(0.2, 12)
    expect(later(1, hour, midnight, 0.001)).toBeUndefined()
  })
  test('are four for four hours: one at the open, three after it', () => {
    expect(fundingHours(midnight, 4 * hour)).toBe(4)
    expect(opening(1, midnight, 0.001)?.usd).toBeCloseTo(0.2, 12)
    expect(later(1, 4 * hour, midnight, 0.001)?.usd).toBeCloseTo(0.6, 12)
  })
  test('are one in four quarters: only the quarter that opens on the hour pays', () => {
    for (const quarter of [1, 2, 3]) {
      const openTime = midnight + quarter * 15 * minute
      expect(opening(1, openTime, 0.001)).toBeUndefined()
      expect(later(1, 15 * minute, openTime, 0.001)).toBeUndefined()
    }
    expect(opening(1, midnight, 0.001)?.usd).toBeCloseTo(0.2, 12)
    expect(later(1, 15 * minute, midnight, 0.001)).toBeUndefined()
  })
  test('add up to those of the day, whatever the interval', () => {
    for (const interval of [minute, 5 * minute, 15 * minute, hour, 4 * hour, 24 * hour]) {
      let hours = 0
      for (let t = midnight; t < midnight + 24 * hour; t += interval) hours += fundingHours(t, interval)
      expect(hours).toBe(24)
    }
  })
})

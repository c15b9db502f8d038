import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Account, equity, maintenance } from './account.ts'
import { liquidation } from './liquidation.ts'
import { allowedLeverage, initialMargin, liquidationPrice, maintenanceMargin } from './margin.ts'

/** Rates of 2.5 % up to 10,000 USD, 5 % on what goes beyond, 10 % beyond 50,000. */
const tiers = [
  { from: 0, maxLeverage: 20 },
  { from: 10_000, maxLeverage: 10 },
  { from: 50_000, maxLeverage: 5 },
]
const instrument = {
  ...{ symbol: 'X', price: { significant: 9, decimals: 9 }, sizeDecimals: 3, minNotional: 10, tiers },
  funding: 'hourly' as const,
}
const instruments = new Map(['X', 'Y'].map(symbol => [symbol, { ...instrument, symbol }]))
const account = (cash: number, positions: Record<string, readonly [size: number, entryPrice: number]>): Account => ({
  cash,
  positions: new Map(Object.entries(positions).map(([symbol, [size, entryPrice]]) => [symbol, { size, entryPrice }])),
})

describe('margin', () => {
  test('to keep a position alive is half of that at the highest leverage, slice by slice', () => {
    expect(maintenanceMargin(8_000, tiers)).toBeCloseTo(200, 9)
    expect(maintenanceMargin(10_000, tiers)).toBeCloseTo(250, 9)
    // 250 + 10,000 · 5 %
    expect(maintenanceMargin(20_000, tiers)).toBeCloseTo(750, 9)
    // 250 + 40,000 · 5 % + 10,000 · 10 %
    expect(maintenanceMargin(60_000, tiers)).toBeCloseTo(3_250, 9)
  })
  test('equals the venue formula notional · rate − deduction', () => {
    // Deductions: 10,000 · (5 % − 2.5 %) = 250, and 250 + 50,000 · (10 % − 5 %) = 2,750
    expect(maintenanceMargin(20_000, tiers)).toBeCloseTo(20_000 * 0.05 - 250, 9)
    expect(maintenanceMargin(60_000, tiers)).toBeCloseTo(60_000 * 0.1 - 2_750, 9)
  })
  test('to open is the notional over the leverage, which the tier may cap', () => {
    expect(initialMargin(8_000, 4, tiers)).toBe(2_000)
    expect(initialMargin(8_000, 50, tiers)).toBe(400)
    expect(initialMargin(20_000, 20, tiers)).toBe(2_000)
    expect([10_000, 10_001, 50_000, 50_001].map(usd => allowedLeverage(usd, 100, tiers))).toEqual([20, 10, 10, 5])
  })
})

describe('the liquidation price', () => {
  test('of a long follows the venue: price − side · margin available / |size| / (1 − l · side)', () => {
    // 50 at 100 with 500: maintenance 125, available 375; 100 − 375 / 50 / (1 − 0.025) = 92.30769…
    expect(liquidationPrice(50, 100, 500, 0, instrument)).toBeCloseTo(100 - 375 / 50 / 0.975, 9)
  })
  test('of a short follows the venue', () => {
    expect(liquidationPrice(-50, 100, 500, 0, instrument)).toBeCloseTo(100 + 375 / 50 / 1.025, 9)
  })
  test('is nearer when other positions need margin too', () => {
    expect(liquidationPrice(50, 100, 500, 100, instrument)).toBeCloseTo(100 - 275 / 50 / 0.975, 9)
  })
  test('of a long that falls out of its tier on the way is found in the lower one', () => {
    // 110 at 100 with 1,500. In the tier of 5 %: 110·p − 9,500 = 5.5·p − 250 at p = 88.5…, a notional of 9,737: too little for it.
    // In that of 2.5 %: 110·p − 9,500 = 2.75·p, p = 9,500 / 107.25
    expect(liquidationPrice(110, 100, 1_500, 0, instrument)).toBeCloseTo(9_500 / 107.25, 9)
  })
  test('of a short that grows into the next tier on the way is found in the higher one', () => {
    // −95 at 100 with 1,500: 1,500 − 95·(p − 100) = 95·p·5 % − 250 at p = 11,250 / 99.75, a notional of 10,714
    expect(liquidationPrice(-95, 100, 1_500, 0, instrument)).toBeCloseTo(11_250 / 99.75, 9)
  })
  test('does not exist for a long that is paid for in full', () => {
    expect(liquidationPrice(5, 100, 500, 0, instrument)).toBeUndefined()
    expect(liquidationPrice(0, 100, 500, 0, instrument)).toBeUndefined()
  })
  test('is where equity meets the maintenance margin, across all tiers', () => {
    const sizes = fc.double({ min: 1, max: 2_000, noNaN: true })
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.double({ min: 1.5, max: 20, noNaN: true }), (magnitude, long, leverage) => {
        const size = long ? magnitude : -magnitude
        const wallet = account((magnitude * 100) / leverage, { X: [size, 100] })
        const price = liquidationPrice(size, 100, wallet.cash, 0, instrument)
        if (price === undefined) throw new Error('a position on credit has a liquidation price')
        const marks = new Map([['X', price]])
        expect(equity(wallet, marks)).toBeCloseTo(maintenance(wallet, marks, instruments), 6)
      }),
    )
  })
})

describe('liquidation', () => {
  const marks = new Map([
    ['X', 100],
    ['Y', 100],
  ])
  const to = (prices: Record<string, number>) => (symbol: string) => prices[symbol]

  test('happens at the liquidation price and not before it', () => {
    const sizes = fc.double({ min: 1, max: 2_000, noNaN: true })
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.double({ min: 1.5, max: 9, noNaN: true }), (magnitude, long, leverage) => {
        const size = long ? magnitude : -magnitude
        const wallet = account((magnitude * 100) / leverage, { X: [size, 100] })
        const edge = Number(liquidationPrice(size, 100, wallet.cash, 0, instrument))
        // An account that opened beyond its tier's leverage is lost before it starts.
        fc.pre(long ? edge < 99 : edge > 101)
        const away = edge - Math.sign(size)
        const found = liquidation(wallet, marks, to({ X: away }), instruments)
        expect(found?.prices.get('X')).toBeCloseTo(edge, 6)
        expect(found?.backstop).toBe(false)
        const before = edge + 1e-6 * Math.sign(size)
        expect(liquidation(wallet, marks, to({ X: before }), instruments)).toBeUndefined()
      }),
    )
  })
  test('of an account whose positions all lose at once finds the share of the way at which it is lost', () => {
    // 40 X and −40 Y at 100 with 400; at share s of ten dollars each way: 400 − 800·s = 2.5 % · (40·(100 − 10·s) + 40·(100 + 10·s)) = 200
    const wallet = account(400, { X: [40, 100], Y: [-40, 100] })
    const found = liquidation(wallet, marks, to({ X: 90, Y: 110 }), instruments)
    expect(found?.prices.get('X')).toBeCloseTo(97.5, 9)
    expect(found?.prices.get('Y')).toBeCloseTo(102.5, 9)
    expect(found?.backstop).toBe(false)
  })
  test('of one symbol is held off by the gain of another', () => {
    const wallet = account(400, { X: [40, 100], Y: [-40, 100] })
    expect(liquidation(wallet, marks, to({ X: 90, Y: 90 }), instruments)).toBeUndefined()
  })
  test('at a price that is already beyond two thirds of the margin goes to the backstop, at the market', () => {
    // 50 at 94 with 500 less 300: equity 200 against 117.5: alive. At 92: 100 against 115 · 2/3 = 76.7: closed in the market.
    // At 91: 50 against 113.75 · 2/3 = 75.8: the backstop.
    const wallet = account(500, { X: [50, 100] })
    const lostAt = (mark: number) => liquidation(wallet, new Map([['X', mark]]), to({ X: mark }), instruments)
    expect(lostAt(94)).toBeUndefined()
    expect(lostAt(92)).toEqual({ prices: new Map([['X', 92]]), backstop: false })
    expect(lostAt(91)).toEqual({ prices: new Map([['X', 91]]), backstop: true })
  })
})

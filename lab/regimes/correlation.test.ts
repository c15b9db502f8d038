import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bars, mapColumns, slice } from '../market/bars.ts'
import { gaussian, stream } from '../random.ts'
import { alignReturns, timeline } from './aligned-returns.ts'
import { correlationMatrix } from './correlation-matrix.ts'
import { correlationStrength } from './correlation-strength.ts'
import { pairCorrelation } from './pair-correlation.ts'
import { correlationAt, pairRankCorrelation } from './rank-correlation.ts'
import { barsOf, wanderingView } from './testing/view.ts'

const documented = { period: 60, least: 30 }
const { market } = wanderingView(3, 300)
const [a, b] = market

test('symbols are compared hour by hour, however many rows each has', () => {
  // The same prices, but one symbol was listed later and lost a bar: by row number they would be strangers.
  const twin = { ...without(slice(a, 37, 300), 100), symbol: 'TWIN' }
  const { strength, pairs } = correlationStrength(alignReturns([a, twin]), documented)
  expect(strength[299]).toBeCloseTo(1, 12)
  expect(pairs[37 + 29]).toBe(0)
  expect(pairs[37 + 30]).toBe(1)
})

test('a return spans one interval: beside a missing bar there is none', () => {
  const [returns] = alignReturns([without(a, 100), b]).returns
  expect([...returns.subarray(98, 104)].map(Number.isFinite)).toEqual([true, true, false, false, true, true])
})

test('too few points in common are unknown, not a guess', () => {
  const late = slice(b, 280, 300)
  const aligned = alignReturns([a, late])
  const { strength, pairs } = correlationStrength(aligned, documented)
  for (const value of strength) expect(value).toBeNaN()
  expect(Math.max(...pairs)).toBe(0)
  const { rho, points } = correlationMatrix(aligned, Infinity, documented)
  expect(rho[0][1]).toBeNaN()
  expect(points[0][1]).toBe(19)
  expect(rho[1][1]).toBeNaN()
  expect(rho[0][0]).toBe(1)
})

test.each([
  ['a price that never moves', () => 100],
  ['a price that grows by the same every hour', (i: number) => 100 * 1.01 ** i],
])('%s correlates with nothing', (_, price) => {
  const still = barsOf(
    'STILL',
    Array.from({ length: 300 }, (_, i) => price(i)),
  )
  const aligned = alignReturns([a, still])
  for (const value of correlationStrength(aligned, documented).strength) expect(value).toBeNaN()
  for (const method of ['pearson', 'spearman'] as const) {
    const { rho } = correlationMatrix(aligned, Infinity, documented, method)
    expect(rho[0][1]).toBeNaN()
    expect(rho[1][1]).toBeNaN()
  }
  expect(pairRankCorrelation(aligned.returns[0], aligned.returns[1], 60, 30)[299]).toBeNaN()
})

test('an unknown symbol leaves the others known', () => {
  const still = barsOf('STILL', new Float64Array(300).fill(5))
  const without = correlationStrength(alignReturns([a, b]), documented)
  const beside = correlationStrength(alignReturns([a, still, b]), documented)
  expect(beside.strength).toEqual(without.strength)
})

test('one symbol has the pairs that hold it', () => {
  const aligned = alignReturns(market)
  const { rho } = correlationMatrix(aligned, Infinity, documented)
  const { strength, pairs } = correlationStrength(aligned, documented, 'B')
  expect(pairs[299]).toBe(2)
  expect(strength[299]).toBeCloseTo((Math.abs(rho[1][0]) + Math.abs(rho[1][2])) / 2, 12)
})

test('a matrix sees a bar from the moment it closes', () => {
  const aligned = alignReturns(market)
  const close = aligned.openTime[200] + aligned.interval
  expect(correlationMatrix(aligned, close, documented).t).toBe(aligned.openTime[200])
  expect(correlationMatrix(aligned, close - 1, documented).t).toBe(aligned.openTime[199])
  expect(correlationMatrix(aligned, 0, documented).t).toBeUndefined()
  const cut = alignReturns(market.map(bars => slice(bars, 0, 201)))
  expect(correlationMatrix(aligned, close, documented)).toEqual(correlationMatrix(cut, Infinity, documented))
})

test('running and direct correlations agree whatever is missing', () => {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -100, max: 100 }).map(k => k / 1000) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0, 0.01) },
  )
  const column = fc.array(value, { minLength: 40, maxLength: 40 })
  fc.assert(
    fc.property(column, column, fc.integer({ min: 2, max: 15 }), fc.integer({ min: 2, max: 15 }), (u, v, p, q) => {
      const [least, period] = [Math.min(p, q), Math.max(p, q)]
      const [x, y] = [Float64Array.from(u), Float64Array.from(v)]
      const running = pairCorrelation(x, y, period, least)
      for (let i = 0; i < x.length; i++) {
        const { rho } = correlationAt(x, y, i, period, least, 'pearson')
        if (Number.isNaN(rho)) expect(running[i]).toBeNaN()
        else expect(running[i]).toBeCloseTo(rho, 9)
      }
    }),
  )
})

test('fifty symbols are a market, fifty-one too many', () => {
  const many = Array.from({ length: 51 }, (_, k) => ({ ...a, symbol: `S${k}` }))
  const { pairs } = correlationStrength(alignReturns(many.slice(1)), documented)
  expect(pairs[299]).toBe((50 * 49) / 2)
  expect(() => correlationStrength(alignReturns(many), documented)).toThrow('has 51 symbols, expected at most 50')
  expect(() => correlationMatrix(alignReturns(many), 0, documented)).toThrow('has 51 symbols, expected at most 50')
})

test('a market that begins to move as one is seen to within the window', () => {
  const { strength } = correlationStrength(alignReturns(panic(400, 200)), documented)
  expect(strength[199]).toBeLessThan(0.3)
  expect(strength[200 + 60]).toBeGreaterThan(0.7)
})

test('what cannot be compared is refused', () => {
  expect(() => alignReturns([a, a])).toThrow('alignReturns: A comes twice, expected each symbol once')
  expect(() => alignReturns([a, { ...b, interval: a.interval * 4 }])).toThrow('B has 4h bars, expected 1h like A')
  expect(() => pairCorrelation(a.close, b.close, 10, 11)).toThrow('least is 11, expected at most the period, 10')
  expect(() => correlationStrength(alignReturns(market), documented, 'X')).toThrow('X is not in the market')
})

test('no symbols are a market without a correlation', () => {
  expect(correlationStrength(alignReturns([]), documented).strength).toHaveLength(0)
  expect(timeline([])).toHaveLength(0)
})

function without(bars: Bars, row: number): Bars {
  const cut = (column: ArrayLike<number>) => Float64Array.from(column).filter((_, i) => i !== row)
  return mapColumns(bars, cut)
}

/** Four symbols that go their own ways until `from`, and then all the same. */
function panic(length: number, from: number): readonly Bars[] {
  const chance = stream(9, 'panic')
  const shared = Array.from({ length }, () => gaussian(chance))
  return ['P', 'Q', 'R', 'S'].map(symbol => {
    let price = 100
    return barsOf(
      symbol,
      shared.map(
        (common, i) => (price *= Math.exp(0.01 * (i < from ? gaussian(chance) : common + 0.3 * gaussian(chance)))),
      ),
    )
  })
}

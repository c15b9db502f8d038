import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bars, type Column, makeBars } from '../../market/bars.ts'
import { hour, minute } from '../../market/units.ts'
import { random } from '../../random.ts'
import { type SyntheticOptions, syntheticMarket } from './market.ts'
import { volatilityRegimes } from './regimes.ts'

const year = 8_760
const one = (options: Partial<SyntheticOptions>): Bars =>
  syntheticMarket({ seed: 1, symbols: ['SYN-A'], bars: year, gaps: 0, ...options })[0]
const returns = ({ open, close }: Bars) => Float64Array.from(close, (price, i) => price / open[i] - 1)
const mean = (x: Column) => Array.from(x).reduce((sum, value) => sum + value, 0) / x.length
const deviation = (x: Column) => {
  const centre = mean(x)
  return Math.sqrt(mean(Float64Array.from(x, value => (value - centre) ** 2)))
}
function correlation(x: Column, y: Column): number {
  const [a, b] = [mean(x), mean(y)]
  const both = mean(Float64Array.from(x, (value, i) => (value - a) * (y[i] - b)))
  return both / (deviation(x) * deviation(y))
}
/** Limits values to four deviations, because a jump in a thousand bars would hide the rest. */
const calmed = (x: Column) => {
  const limit = 4 * deviation(x)
  return Float64Array.from(x, value => Math.max(-limit, Math.min(limit, value)))
}

describe('the same seed', () => {
  test('gives the same market, bit for bit, and another seed another one', () => {
    const market = (seed: number) =>
      syntheticMarket({ seed, symbols: ['SYN-A', 'SYN-B'], bars: 500, edge: 0.1, gaps: 0.02 })
    expect(market(7)).toEqual(market(7))
    expect(market(8)[0].close).not.toEqual(market(7)[0].close)
  })
  test('gives a symbol the same bars, whichever symbols are simulated beside it and however long', () => {
    const [alone] = syntheticMarket({ seed: 7, symbols: ['SYN-B'], bars: 500 })
    const [, beside] = syntheticMarket({ seed: 7, symbols: ['SYN-A', 'SYN-B'], bars: 500 })
    const [longer] = syntheticMarket({ seed: 7, symbols: ['SYN-B'], bars: 800 })
    expect(beside).toEqual(alone)
    expect(longer.close.subarray(0, alone.close.length)).toEqual(alone.close)
  })
})

test('every bar is a valid candle, labelled synthetic, and opens at the previous close', () => {
  const options = fc.record({
    seed: fc.integer(),
    interval: fc.constantFrom(minute, 15 * minute, hour, 4 * hour),
    edge: fc.double({ min: 0, max: 0.3, noNaN: true }),
    correlation: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(options, options => {
      const bars = one({ ...options, bars: 1_000 })
      expect(makeBars(bars)).toBe(bars)
      expect(bars).toMatchObject({ synthetic: true, venue: 'synthetic', interval: options.interval })
      expect(bars.open.subarray(1)).toEqual(bars.close.subarray(0, 999))
    }),
    { numRuns: 25 },
  )
})

describe('the market', () => {
  test.each([0, 0.5, 0.9])('has the requested correlation %d between symbols, except for their own jumps', wanted => {
    const [a, b] = syntheticMarket({ seed: 3, symbols: ['SYN-A', 'SYN-B'], bars: year, gaps: 0, correlation: wanted })
    expect(Math.abs(correlation(calmed(returns(a)), calmed(returns(b))) - wanted)).toBeLessThan(0.1)
  })

  test('has three volatility regimes that last for days, and its bars show them', () => {
    const volatility = volatilityRegimes(random(1), 4 * year, hour)
    const shares = [0.003, 0.006, 0.012].map(level => volatility.filter(value => value === level).length / (4 * year))
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
    for (const share of shares) expect(share).toBeGreaterThan(0.1)
    let turns = 0
    for (let i = 1; i < volatility.length; i++) if (volatility[i] !== volatility[i - 1]) turns++
    // A regime lasts ten days on average: 146 changes in four years.
    expect(turns).toBeGreaterThan(90)
    expect(turns).toBeLessThan(220)
    // Volatility persists: a bar's move predicts the size of the next moves.
    const moves = calmed(returns(one({ bars: 4 * year })).map(Math.abs))
    expect(correlation(moves.subarray(0, -24), moves.subarray(24))).toBeGreaterThan(0.1)
  })

  test('jumps about twice a month, further than on any quiet day', () => {
    const volatility = 0.012
    const wild = Array.from({ length: 10 }, (_, seed) => returns(one({ seed })))
    const jumps = wild.reduce((sum, moves) => sum + moves.filter(move => Math.abs(move) > 5 * volatility).length, 0)
    // A normal return exceeds five of the largest deviations once in two million bars; here are 87,600 bars with some 240 jumps.
    expect(jumps).toBeGreaterThan(5)
    expect(jumps).toBeLessThan(240)
  })

  test('has a mean funding rate of 0.00125 % an hour', () => {
    const means = Array.from({ length: 10 }, (_, seed) => mean(one({ seed }).funding as Column))
    expect(Math.abs(mean(Float64Array.from(means)) - 0.0000125)).toBeLessThan(0.000003)
  })

  test('lacks about the requested share of bars, never the first, and fills none', () => {
    const bars = one({ gaps: 0.1 })
    expect(Math.abs(bars.openTime.length / year - 0.9)).toBeLessThan(0.02)
    expect(bars.openTime[0]).toBe(Date.UTC(2023, 0, 1))
    expect(makeBars(bars)).toBe(bars)
    for (const time of bars.openTime) expect(time % hour).toBe(0)
  })
})

describe('the planted edge', () => {
  /** Mean return per bar of following the last day's direction, in standard errors, over forty markets. */
  const score = (values: readonly number[]) => {
    const column = Float64Array.from(values)
    return mean(column) / (deviation(column) / Math.sqrt(values.length - 1))
  }
  const markets = (edge: number) =>
    Array.from({ length: 40 }, (_, seed) => calmed(returns(one({ seed: 100 + seed, bars: 4_000, edge }))))
  const persistence = (moves: Column) => correlation(moves.subarray(0, -1), moves.subarray(1))
  const followed = (moves: Column) => {
    let earned = 0
    for (let i = 24; i < moves.length; i++) earned += Math.sign(mean(moves.subarray(i - 24, i))) * moves[i]
    return earned / (moves.length - 24)
  }

  test('when switched off leaves neither drift nor memory to follow', () => {
    const off = markets(0)
    for (const measure of [mean, persistence, followed]) expect(Math.abs(score(off.map(measure)))).toBeLessThan(3)
  })
  test('when switched on can be followed at a profit', () => {
    const on = markets(0.15)
    expect(score(on.map(persistence))).toBeGreaterThan(4)
    expect(score(on.map(followed))).toBeGreaterThan(10)
  })
})

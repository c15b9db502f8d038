import { describe, expect, test } from 'vitest'
import { plain, sharingMarkets } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import { gaussian, stream } from '../../random.ts'
import { barsOf } from '../../regimes/testing/view.ts'
import { blend } from './blend.ts'
import { equalRisk } from './equal-risk.ts'
import { kelly } from './kelly.ts'
import { riskParity } from './risk-parity.ts'
import { volatilityTarget } from './volatility-target.ts'

/** Hourly bars whose log returns are what `grown` says of a standard normal, row by row. */
function market(symbol: string, rows: number, grown: (normal: number, row: number) => number): Bars {
  const chance = stream(3, symbol)
  let price = 100
  const close = Float64Array.from({ length: rows }, (_, row) => {
    price *= Math.exp(grown(gaussian(chance), row))
    return price
  })
  return barsOf(symbol, close)
}

const inputOf = (bars: Bars, wanted = 1, around: readonly Bars[] = []) => ({
  ...{ bars, market: [bars, ...around], fraction: 0.5 },
  signal: new Float64Array(bars.close.length).fill(wanted),
})
const last = (column: Column) => column[column.length - 1]

describe('volatility-target', () => {
  test('takes all of the fraction in a calm and a known part of it in a storm', () => {
    const bars = market('A', 800, (normal, row) => normal * (row < 400 ? 0.001 : 0.01))
    const share = volatilityTarget.scale(inputOf(bars), { target: 0.2, window: 200 }, plain)
    // Half the equity in what moves by 0.1 % an hour is 4.7 % a year; by 1 %, 47 %.
    expect(share[399]).toBe(1)
    expect(last(share)).toBeGreaterThanOrEqual(0.35)
    expect(last(share)).toBeLessThanOrEqual(0.45)
  })
})

describe('kelly', () => {
  // A planted gain of a twentieth of a deviation: f* is 5, and a tenth of that is half the equity, the whole fraction.
  const rising = market('A', 3_000, normal => 0.01 * normal + 0.0005)
  const genes = { multiplier: 0.05, window: 2_000 }

  test('takes about the share of Kelly’s fraction that it is told to', () => {
    const share = last(kelly.scale(inputOf(rising), genes, plain))
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.8)
  })

  test('takes nothing while the signal has lost, or has held nothing', () => {
    expect(last(kelly.scale(inputOf(rising, -1), genes, plain))).toBe(0)
    expect(last(kelly.scale(inputOf(rising, 0), genes, plain))).toBe(0)
  })

  test('holds a bar’s return against what was wanted at the close before it', () => {
    // Right at every close, for the bar after it; taken with the bar itself it would be wrong at every other.
    const zigzag = barsOf(
      'A',
      Float64Array.from({ length: 400 }, (_, row) => (row % 2 ? 101 : 100) + row / 1e3),
    )
    const signal = Float64Array.from({ length: 400 }, (_, row) => (row % 2 ? -1 : 1))
    const input = { bars: zigzag, market: [zigzag], signal, fraction: 0.5 }
    expect(last(kelly.scale(input, { multiplier: 0.05, window: 100 }, plain))).toBe(1)
    expect(
      last(kelly.scale({ ...input, signal: signal.map(wanted => -wanted) }, { ...genes, window: 100 }, plain)),
    ).toBe(0)
  })
})

describe('risk-parity', () => {
  const factor = market('factor', 500, normal => normal)
  const shared = (row: number) => Math.log(factor.close[row] / (factor.close[row - 1] ?? 100))
  const calm = market('CALM', 500, normal => 0.005 * normal)
  const wild = market('WILD', 500, normal => 0.02 * normal)
  const crowd = ['C1', 'C2', 'C3'].map(name =>
    market(name, 500, (normal, row) => 0.005 * (0.9 * shared(row) + 0.44 * normal)),
  )
  const genes = { window: 400 }

  test('gives the calmest all and one four times as wild about a quarter', () => {
    expect(last(riskParity.scale(inputOf(calm, 1, [wild]), genes, plain))).toBe(1)
    const share = last(riskParity.scale(inputOf(wild, 1, [calm]), genes, plain))
    expect(share).toBeGreaterThanOrEqual(0.2)
    expect(share).toBeLessThanOrEqual(0.25)
  })

  test('gives less to each of those that move together than to one that moves alone', () => {
    const universe = [calm, ...crowd]
    for (const one of crowd) {
      const share = last(riskParity.scale({ ...inputOf(one), market: universe }, genes, plain))
      expect(share).toBeLessThan(0.8)
      expect(share).toBeGreaterThan(0.3)
    }
  })

  test('solves once a day, at midnight UTC', () => {
    const share = riskParity.scale(inputOf(wild, 1, crowd), { window: 100 }, plain)
    const changes = Array.from(share, (_, row) => row).filter(row => row > 0 && share[row] !== share[row - 1])
    expect(changes.length).toBeGreaterThan(1)
    for (const row of changes) expect(new Date(wild.openTime[row]).getUTCHours()).toBe(0)
  })

  test('leaves out a symbol that is listed late, until it is known well enough', () => {
    const from = 300
    const late = barsOf('LATE', wild.close.subarray(from))
    const listed = { ...late, openTime: wild.openTime.subarray(from) }
    const share = riskParity.scale(inputOf(listed, 1, [calm]), { window: 100 }, plain)
    const first = Array.from(share).findIndex(value => value > 0)
    expect(first).toBeGreaterThanOrEqual(80)
    expect(first).toBeLessThan(80 + 24)
    expect(last(riskParity.scale(inputOf(calm, 1, [listed]), genes, plain))).toBe(1)
  })

  test('knows nothing of a market whose symbols undo each other', () => {
    const mirror = barsOf(
      'MIRROR',
      Float64Array.from(calm.close, price => 1e4 / price),
    )
    expect(Math.max(...riskParity.scale(inputOf(calm, 1, [mirror]), { window: 100 }, plain))).toBe(0)
  })

  test('refuses a market that its symbol is not in', () => {
    const input = { ...inputOf(calm), market: [wild] }
    expect(() => riskParity.scale(input, genes, plain)).toThrow(
      'risk-parity: CALM is not in the market, expected one of WILD',
    )
  })

  test('tells whoever asks the same, once another market or window has been asked about', () => {
    const time = last(calm.openTime)
    const shared = sharingMarkets(plain)
    const first = equalRisk([calm, wild], 100, shared)(time)
    expect(equalRisk([wild, calm], 100, shared)(time)).toBe(first)
    expect(equalRisk([calm, ...crowd], 100, shared)(time).size).toBe(4)
    expect(equalRisk([calm, wild], 200, shared)(time)).not.toEqual(first)
    expect(equalRisk([calm, wild], 100, shared)(time)).toEqual(first)
  })
})

describe('blend', () => {
  const bars = market('A', 600, (normal, row) => 0.004 * normal + (row < 560 ? 0 : 0.004))
  const genes = {
    ...{ kelly: 0, volatility: 0, momentum: 0, multiplier: 0.1, kellyWindow: 200 },
    ...{ target: 0.1, volatilityWindow: 100, reach: 0.5 },
  }

  test('with one weight is that part alone', () => {
    const input = inputOf(bars)
    const { target, volatilityWindow, multiplier, kellyWindow } = genes
    expect(blend.scale(input, { ...genes, volatility: 0.7 }, plain)).toEqual(
      volatilityTarget.scale(input, { target, window: volatilityWindow }, plain),
    )
    expect(blend.scale(input, { ...genes, kelly: 0.2 }, plain)).toEqual(
      kelly.scale(input, { multiplier, window: kellyWindow }, plain),
    )
  })

  test('by momentum alone takes more than half with the market and less against it', () => {
    expect(last(blend.scale(inputOf(bars, 1), { ...genes, momentum: 1 }, plain))).toBeGreaterThan(0.6)
    expect(last(blend.scale(inputOf(bars, -1), { ...genes, momentum: 1 }, plain))).toBeLessThan(0.4)
  })

  test('counts only the proportion of its weights, and with none of them takes nothing', () => {
    const weighed = (by: number) => ({ ...genes, kelly: 0.4 * by, volatility: 0.3 * by, momentum: 0.3 * by })
    expect(blend.scale(inputOf(bars), weighed(1), plain)).toEqual(blend.scale(inputOf(bars), weighed(0.25), plain))
    expect(Math.max(...blend.scale(inputOf(bars), genes, plain))).toBe(0)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { candles } from '../testing/candles.ts'
import { sharedFile } from '../testing/shared.ts'
import type { Bars } from './bars.ts'
import { resample } from './resample.ts'
import { hour, minute } from './units.ts'

const [minutes] = syntheticMarket({ seed: 2, symbols: ['SYN-A'], bars: 3_000, interval: minute, gaps: 0.01 })

describe('resampling', () => {
  test('a bar is the first open, the last close, the extremes and the sum', () => {
    const whole = syntheticMarket({ seed: 2, symbols: ['SYN-A'], bars: 60, interval: minute, gaps: 0 })[0]
    const bar = resample(whole, hour)
    expect([...bar.open]).toEqual([whole.open[0]])
    expect([...bar.close]).toEqual([whole.close[59]])
    expect([...bar.high]).toEqual([Math.max(...whole.high)])
    expect([...bar.low]).toEqual([Math.min(...whole.low)])
    expect(bar.volume[0]).toBeCloseTo(
      [...whole.volume].reduce((a, b) => a + b),
      6,
    )
  })
  test('by way of another interval gives the same bars', () => {
    fc.assert(
      fc.property(fc.constantFrom(5, 10, 15, 30), step => {
        const [direct, byWay] = [resample(minutes, hour), resample(resample(minutes, step * minute), hour)]
        expect([...byWay.openTime]).toEqual([...direct.openTime])
        for (const name of ['open', 'high', 'low', 'close'] as const)
          expect([...byWay[name]]).toEqual([...direct[name]])
      }),
    )
  })
  test('leaves out a bucket with a missing row: half a bar is not a bar', () => {
    const { openTime } = resample(minutes, 5 * minute)
    const there = new Set(minutes.openTime)
    for (const start of openTime) for (let k = 0; k < 5; k++) expect(there.has(start + k * minute)).toBe(true)
    expect(openTime.length).toBeLessThan(600)
  })
  test('to what is no whole multiple is refused', () => {
    expect(() => resample(resample(minutes, 15 * minute), 20 * minute)).toThrow('15m bars cannot make 20m bars')
  })
})

const files = (['1m', '5m', '15m', '1h'] as const).map(name => sharedFile(`data/candles_${name}_hyperliquid.parquet`))
const [m1, m5, m15, h1] = files
describe.skipIf(files.includes(undefined))('real candles of the same symbol', () => {
  const venue = 'hyperliquid'
  const day = { from: Date.UTC(2025, 6, 21), to: Date.UTC(2025, 6, 25) }
  test.each([
    ['1m', m1, minute, '5m', m5, 5 * minute],
    ['5m', m5, 5 * minute, '15m', m15, 15 * minute],
    ['15m', m15, 15 * minute, '1h', h1, hour],
  ] as const)('of %s make those of the longer interval', async (_, fine, step, _long, coarse, longer) => {
    const made = resample(await candles(String(fine), { symbol: 'BTC', interval: step, venue, ...day }), longer)
    const real = await candles(String(coarse), { symbol: 'BTC', interval: longer, venue, ...day })
    const { rows, worst } = compared(made, real)
    expect(rows).toBeGreaterThan(40)
    expect(worst).toBe(0)
  })
})

/** How many bars both have, and by how much the prices of those differ at most. */
function compared(made: Bars, real: Bars) {
  const rowOf = new Map([...real.openTime].map((time, row) => [time, row]))
  let [rows, worst] = [0, 0]
  for (let i = 0; i < made.openTime.length; i++) {
    const row = rowOf.get(made.openTime[i])
    if (row === undefined) continue
    rows++
    for (const name of ['open', 'high', 'low', 'close'] as const)
      worst = Math.max(worst, Math.abs(made[name][i] - real[name][row]))
  }
  return { rows, worst }
}

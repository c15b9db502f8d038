import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, hour } from '../market/units.ts'
import { coarser, m4Rows } from './downsample.ts'
import { sampleBars } from './reference/sample.ts'

const series = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 50 }), value: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }), {
    minLength: 1,
    maxLength: 500,
  })
  .map(rows => {
    let at = 0
    return { time: Float64Array.from(rows, row => (at += row.step)), value: Float64Array.from(rows, row => row.value) }
  })

test('a thinned line keeps its first, lowest, highest and last value, in order and within the limit of rows', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 20 }), ({ time, value }, buckets) => {
      const rows = m4Rows(time, value, buckets)
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
      expect(rows.length).toBeLessThanOrEqual(4 * buckets)
      const kept = rows.map(row => value[row])
      expect([rows[0], rows.at(-1)]).toEqual([0, value.length - 1])
      expect(Math.min(...kept)).toBe(Math.min(...value))
      expect(Math.max(...kept)).toBe(Math.max(...value))
    }),
  )
})

test('a break in a line is kept when the line is thinned', () => {
  const time = Float64Array.from({ length: 10_000 }, (_, i) => i)
  const value = time.map(t => (t === 5_003 ? Number.NaN : Math.sin(t)))
  const rows = m4Rows(time, value, 10)
  expect(rows).toContain(5_003)
  expect(rows.length).toBeLessThanOrEqual(41)
})

test('twenty thousand bars become fewer than the limit and keep the extremes, the newest price and the total volume', () => {
  const bars = sampleBars(20_000)
  const drawn = coarser(bars, 273)
  expect(drawn.openTime.length).toBeLessThanOrEqual(274)
  expect(drawn.interval).toBe(4 * day)
  expect(Math.max(...drawn.high)).toBe(Math.max(...bars.high))
  expect(Math.min(...drawn.low)).toBe(Math.min(...bars.low))
  expect(drawn.open[0]).toBe(bars.open[0])
  expect([...drawn.close].at(-1)).toBe([...bars.close].at(-1))
  const total = (column: Iterable<number>) => [...column].reduce((sum, x) => sum + x, 0)
  expect(total(drawn.volume)).toBeCloseTo(total(bars.volume), 6)
})

test('a coarser bar opens at a round time and covers a whole number of bars', () => {
  for (const limit of [5, 50, 500]) {
    const { interval, openTime } = coarser(sampleBars(3_000), limit)
    expect(interval % hour).toBe(0)
    for (const time of openTime) expect(time % interval).toBe(0)
  }
})

test('bars that are few enough are returned unchanged', () => {
  const bars = sampleBars(50)
  expect(coarser(bars, 50)).toBe(bars)
})

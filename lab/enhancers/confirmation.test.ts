import { expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import { type Bars, rowAt } from '../market/bars.ts'
import { resample } from '../market/resample.ts'
import { stream } from '../random.ts'
import { confirmation } from './confirmation.ts'
import { longerSides } from './longer-sides.ts'
import { hourly } from './testing/closes.ts'
import { compounded, drifting, earned, tossed } from './testing/earned.ts'

const unknown = Number.NaN
const judge = (bars: Bars, signal: Float64Array, genes: Partial<typeof confirmation.off>) =>
  confirmation.enhance(signal, { bars, market: [bars] }, { ...confirmation.off, ...genes }, plain)

test('a longer bar counts from the close of its last hour, not a row earlier', () => {
  // Two bars of four hours close at 10 and 20; the third is far under both, and open until the last row.
  const bars = hourly('A', [10, 10, 10, 10, 20, 20, 20, 20, 1, 1, 1, 1])
  const none = Array(7).fill(unknown)
  expect([...longerSides(bars, 4, 2)]).toEqual([...none, 1, 1, 1, 1, -1])
  const long = new Float64Array(12).fill(1)
  expect([...judge(bars, long, { factor: 4, period: 2, against: 0.25 })]).toEqual([
    ...Array(7).fill(0.25),
    1,
    1,
    1,
    1,
    0.25,
  ])
  const short = long.map(x => -x)
  expect([...judge(bars, short, { factor: 4, period: 2, against: 0 })]).toEqual([...Array(11).fill(0), -1])
})

test('what an open longer bar does meanwhile changes nothing until it closes', () => {
  const calm = [10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 20, 30]
  const stormy = [10, 10, 10, 10, 20, 20, 20, 20, 900, 1, 70, 30]
  expect([...longerSides(hourly('A', stormy), 4, 2)]).toEqual([...longerSides(hourly('A', calm), 4, 2)])
})

test('a longer bar that lacks an hour is unknown until it has left the window, and the clock counts, not the rows', () => {
  const close = Float64Array.from({ length: 24 }, (_, i) => 100 + i)
  close[9] = unknown
  const sides = longerSides(hourly('A', close), 4, 2)
  // The hour is gone from the rows too: row 9 is 10 o’clock.
  const byHour = close.map((_, h) => (h < 9 ? sides[h] : h === 9 ? unknown : sides[h - 1]))
  const since = (hours: number, side: number) => Array(hours).fill(side)
  expect([...byHour]).toEqual([...since(7, unknown), 1, 1, unknown, 1, ...since(8, unknown), ...since(5, 1)])
})

test('a market at its mean contradicts no signal', () => {
  const bars = hourly('A', Array(40).fill(7.77))
  const signal = Float64Array.from(bars.close, (_, i) => (i % 2 === 0 ? 1 : -1))
  expect([...judge(bars, signal, { factor: 3, period: 4, against: 0 }).subarray(11)]).toEqual([...signal.subarray(11)])
})

test('longer bars are those that resampling makes', () => {
  const [bars] = syntheticMarket({ seed: 3, symbols: ['A'], bars: 2_000, gaps: 0.01 })
  const longer = resample(bars, 4 * bars.interval)
  const sides = longerSides(bars, 4, 2)
  let compared = 0
  for (let k = 1; k < longer.close.length; k++) {
    const end = longer.openTime[k] + longer.interval
    const row = rowAt(bars, end - bars.interval)
    const follows = longer.openTime[k] - longer.openTime[k - 1] === longer.interval
    expect(sides[row]).toBe(follows ? Math.sign(longer.close[k] - longer.close[k - 1]) : unknown)
    compared += Number(follows)
  }
  expect(compared).toBeGreaterThan(400)
  expect(sides.filter(side => side !== 0 && !Number.isNaN(side)).length).toBeGreaterThan(1_600)
})

test('tossed coins earn where the market drifts for days, once the contradicted ones are put away, and nothing where it does not', () => {
  const rows = 4_000
  const coins = tossed(rows, stream(9, 'coins'))
  const gain = (drift: number) => {
    const bars = hourly('A', compounded(drifting(8, rows, 0.005, drift, 300)))
    return earned(judge(bars, coins, { factor: 4, period: 8, against: 0 }), bars.close) / (0.005 * Math.sqrt(rows))
  }
  expect(gain(0.3)).toBeGreaterThan(4)
  expect(Math.abs(gain(0))).toBeLessThan(2)
})

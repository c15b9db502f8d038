import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { type Bars, type Column, slice } from '../market/bars.ts'
import { stream } from '../random.ts'
import { correlation } from './correlation.ts'
import { hourly } from './testing/closes.ts'
import { compounded, drifting, earned, tossed } from './testing/earned.ts'

const rows = 3_000
const walk = (seed: number) => drifting(seed, rows, 0.01)
const long = new Float64Array(rows).fill(1)
const judge = (market: readonly Bars[], genes: Partial<typeof correlation.off>, signal: Column = long) =>
  Float64Array.from(
    correlation.enhance(signal, { bars: market[0], market }, { ...correlation.off, window: 100, ...genes }, plain),
  )

test('of a symbol that does what all do less is held, of one that goes its own way nearly all', () => {
  const clones = ['A', 'B', 'C'].map((symbol, k) => hourly(symbol, compounded(walk(1).map(r => r * (k + 1)))))
  const strangers = ['A', 'B', 'C'].map((symbol, k) => hourly(symbol, compounded(walk(k + 1))))
  expect([...judge(clones, { crowding: 0.6 }).subarray(100)]).toEqual(Array(rows - 100).fill(0.4))
  expect(Math.min(...judge(strangers, { crowding: 0.6 }).subarray(100))).toBeGreaterThan(0.8)
})

test('a symbol without comparable others is treated as crowded and contradicted', () => {
  const alone = [hourly('A', compounded(walk(1)))]
  expect([...judge(alone, { crowding: 0.6 })]).toEqual(Array(rows).fill(0.4))
  expect([...judge(alone, { confirm: 0.75 })]).toEqual(Array(rows).fill(0.25))
  const newcomer = hourly(
    'B',
    compounded(walk(1)).map((x, i) => (i < rows - 40 ? Number.NaN : x)),
  )
  expect([...judge([...alone, newcomer], { confirm: 0.75 })]).toEqual(Array(rows).fill(0.25))
})

test('longs are doubted where the others fell, held where they rose; the other way round for what moves against them', () => {
  const [others, own] = [walk(1), walk(2)]
  const moved = compounded(others)
  const agreeing = (side: number) => {
    const market = [hourly('A', compounded(own.map((r, i) => 0.3 * r + side * others[i]))), hourly('B', moved)]
    const found = judge(market, { confirm: 1, lookback: 6 })
    const right = found.filter((x, i) => i >= 100 && x === Number(side * (moved[i] - moved[i - 6]) > 0))
    return right.length / (rows - 100)
  }
  expect(agreeing(1)).toBe(1)
  expect(agreeing(-1)).toBe(1)
})

test('a laggard’s signals, tossed coins, earn once those are put away against which the others have moved', () => {
  const coins = tossed(rows, stream(4, 'coins'))
  const leaders = [1, 2].map(seed => walk(seed).map((r, i) => 0.5 * r + walk(7)[i]))
  const own = walk(3).map(
    (r, i) => 0.5 * r + (0.4 * (leaders[0][i] + (leaders[0][i - 1] ?? 0))) / 2 + 0.3 * (leaders[1][i - 1] ?? 0),
  )
  const market = [own, ...leaders].map((returns, k) => hourly('ABC'[k], compounded(returns)))
  const gain = (signal: ArrayLike<number>) =>
    earned(Float64Array.from(signal), market[0].close) / (0.01 * Math.sqrt(rows))
  expect(Math.abs(gain(coins))).toBeLessThan(2)
  expect(gain(judge(market, { confirm: 1, lookback: 1 }, coins))).toBeGreaterThan(4)
})

test('symbols are joined by the clock: rows that another lacks at first shift nothing', () => {
  const market = ['A', 'B', 'C'].map((symbol, k) =>
    hourly(symbol, compounded(walk(k + 1).map((r, i) => r + walk(9)[i]))),
  )
  const genes = { crowding: 0.5, confirm: 0.5 }
  const later = [market[0], slice(market[1], 500, rows), slice(market[2], 900, rows)]
  const settled = 900 + correlation.warmup({ ...correlation.off, window: 100, ...genes })
  expect([...judge(later, genes).subarray(settled)]).toEqual([...judge(market, genes).subarray(settled)])
})

test('a symbol listed twice is refused by name', () => {
  const [a, b] = ['A', 'B'].map((symbol, k) => hourly(symbol, compounded(walk(k))))
  expect(() => judge([a, b, b], { crowding: 0.5 })).toThrow('B comes twice')
})

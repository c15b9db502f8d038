import { describe, expect, test } from 'vitest'
import { plain, sharingMarkets } from '../indicators/memo.ts'
import { type Bars, between, slice } from '../market/bars.ts'
import { marketRegime } from '../regimes/composite.ts'
import { afterSilence, silence } from './after-silence.ts'
import { marketRegimes, marketRegimesWarmup } from './market-regimes.ts'
import { regime } from './regime.ts'
import { hourly } from './testing/closes.ts'
import { compounded, drifting } from './testing/earned.ts'

const calm = 1_000
const rows = 1_400

/** Calm and greedy symbols that each go their own way, then a storm of fear that takes all with it. */
const market: readonly Bars[] = ['A', 'B', 'C'].map((symbol, k) => {
  const [own, common] = [drifting(k + 1, rows, 0.004), drifting(9, rows, 0.03)]
  // Calmer and calmer: low against what lies behind.
  const returns = own.map((r, i) => (i < calm ? r * (1.5 - i / calm) : common[i] + r))
  const sentiment = returns.map((_, i) => (i < calm ? 80 : 10))
  return { ...hourly(symbol, compounded(returns)), sentiment }
})
const signal = new Float64Array(rows).fill(0.5)
const judge = (genes: Partial<typeof regime.off>, part: readonly Bars[] = market, about = signal) =>
  regime.enhance(about, { bars: part[0], market: part }, { ...regime.off, ...genes }, plain)
const share = (column: ArrayLike<number>, from: number, to: number, value: number) =>
  Array.from(column)
    .slice(from, to)
    .filter(x => x === value).length /
  (to - from)

test('risk is on in the calm and off in the storm, and each has its factor', () => {
  const found = judge({ riskOn: 1.2, riskOff: 0 })
  expect(share(found, 800, calm, 0.6)).toBeGreaterThan(0.9)
  expect(share(found, calm + 80, calm + 200, 0)).toBe(1)
})

test('the regime of today is not that of the past: with the storm or without it, the calm is the same', () => {
  const before = market.map(bars => slice(bars, 0, calm))
  const genes = { riskOn: 1.2, riskOff: 0 }
  expect([...judge(genes, before, signal.subarray(0, calm))]).toEqual([...judge(genes).subarray(0, calm)])
})

test('a regime with less weight behind it than asked for is unknown: the worst factor, never more than all', () => {
  const moodless = market.map(bars => hourly(bars.symbol, bars.close))
  // Without a mood three tenths of the weight are missing: nothing is certain.
  const factors = { riskOff: 0.8, transitional: 0.6, neutral: 1.5, riskOn: 1.5 }
  expect(share(judge({ ...factors, confidence: 1 }, moodless), 0, rows, 0.3)).toBe(1)
  const bold = { riskOff: 1.5, transitional: 1.5, neutral: 1.5, riskOn: 1.5 }
  expect(share(judge({ ...bold, confidence: 1 }, moodless), 0, rows, 0.5)).toBe(1)
  expect(share(judge({ ...bold, confidence: 0 }, moodless), 100, rows, 0.75)).toBe(1)
})

test('the market decides, not the symbol: one that sleeps through the storm is silenced too', () => {
  const sentiment = signal.map((_, i) => (i < calm ? 80 : 10))
  const sleeper = { ...hourly('D', compounded(drifting(5, rows, 0.001))), sentiment }
  const stormy = (part: readonly Bars[]) => share(judge({ riskOff: 0, confidence: 0 }, part), calm + 80, calm + 200, 0)
  expect(stormy([sleeper, ...market])).toBeGreaterThan(0.9)
  expect(stormy([sleeper])).toBeLessThan(0.8)
})

describe('the market’s regimes', () => {
  const shared = sharingMarkets(plain)

  test('are the same for every symbol, in whatever order they are listed, also after another market was asked about', () => {
    const first = marketRegimes({ bars: market[0], market }, shared)
    expect(first.regime[calm + 100]).toBe(marketRegime.riskOff)
    const pair = marketRegimes({ bars: market[0], market: market.slice(0, 2) }, shared)
    expect([...pair.confidence]).not.toEqual([...first.confidence])
    expect(marketRegimes({ bars: market[2], market: market.toReversed() }, shared)).toEqual(first)
  })

  test('do not depend on what a symbol was before a long silence, however long that was', () => {
    const [own, other, third] = market
    const [gone, back, from] = [50, 1_200, 100]
    const returned = hourly(
      'B',
      Float64Array.from(other.close, (x, i) => (i >= gone && i < back ? Number.NaN : x)),
    )
    const whole = marketRegimes({ bars: own, market: [own, returned, third] }, shared)
    const later = [own, returned, third].map(bars => between(bars, own.openTime[from], Number.POSITIVE_INFINITY))
    const late = marketRegimes({ bars: later[0], market: later }, shared)
    expect([...late.regime.subarray(marketRegimesWarmup)]).toEqual([
      ...whole.regime.subarray(from + marketRegimesWarmup),
    ])
  })
})

describe('after a silence', () => {
  const close = Float64Array.from({ length: 60 }, (_, i) => 100 + i)
  const timeline = hourly('B', close).openTime
  const without = (from: number, hours: number) => {
    const holed = close.map((x, i) => (i >= from && i < from + hours ? Number.NaN : x))
    return afterSilence(hourly('A', holed), timeline)
  }

  test('a symbol begins anew if that was long, and goes on if it was short', () => {
    expect(without(20, silence + 1).close[20]).toBe(Number.NaN)
    expect(without(20, silence).close[20]).toBe(100 + 20 + silence)
  })

  test('its first bar of all is a beginning too', () => {
    expect([...without(20, 1).close.subarray(0, 3)]).toEqual([Number.NaN, 101, 102])
  })

  test('it goes on where the whole market was silent with it', () => {
    const alone = hourly(
      'A',
      close.map((x, i) => (i >= 20 && i < 50 ? Number.NaN : x)),
    )
    expect(afterSilence(alone, alone.openTime).close[20]).toBe(150)
  })
})

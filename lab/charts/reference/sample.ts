/** Data of a made-up strategy on a simulated market, small enough to read, for the tests of charts and reports. */
import { type Bars, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { gaussian, random } from '../../random.ts'
import type { CostSummary } from '../cost-breakdown.ts'
import type { Generation } from '../fitness.ts'
import type { Line } from '../line.ts'
import type { Segment } from '../segments.ts'
import type { TradeMark } from '../trade-mark.ts'

const start = Date.UTC(2025, 0, 1)

export function sampleBars(n: number, seed = 1): Bars {
  const next = random(seed)
  const close = new Float64Array(n)
  let price = 100
  for (let i = 0; i < n; i++) {
    price *= 1 + 0.01 * gaussian(next)
    close[i] = price
  }
  const open = close.map((_, i) => close[Math.max(0, i - 1)])
  return makeBars({
    symbol: 'SYN-A',
    venue: 'synthetic',
    interval: hour,
    synthetic: true,
    openTime: Float64Array.from({ length: n }, (_, i) => start + i * hour),
    open,
    high: close.map((value, i) => Math.max(value, open[i]) * 1.002),
    low: close.map((value, i) => Math.min(value, open[i]) * 0.998),
    close,
    volume: close.map(() => 10 + 5 * next()),
  })
}

/** A round trip with the additional columns of a trade table. */
export interface SampleTrade extends TradeMark {
  readonly symbol: string
  readonly size: number
  readonly feesUsd: number
  readonly reason: string
}

export function sampleTrades(bars: Bars): SampleTrade[] {
  const trades: SampleTrade[] = []
  for (let i = 10; i + 12 < bars.close.length; i += 30) {
    const [entryPrice, exitPrice] = [bars.open[i], bars.open[i + 12]]
    const direction = i % 60 === 10 ? 'long' : 'short'
    const gross = (direction === 'long' ? 1 : -1) * 10 * (exitPrice - entryPrice)
    const trade = {
      symbol: bars.symbol,
      direction,
      entryPrice,
      exitPrice,
      size: 10,
      feesUsd: 0.9,
      reason: 'exit',
    } as const
    trades.push({ ...trade, openedAt: bars.openTime[i], closedAt: bars.openTime[i + 12], netUsd: gross - 0.9 })
  }
  return trades
}

/** Data for the charts of one strategy. */
export interface SampleAccount {
  readonly segments: readonly Segment[]
  readonly equity: readonly [Line, Line]
  readonly costs: CostSummary
  readonly generations: readonly Generation[]
}

export function sampleAccount(): SampleAccount {
  const bars = sampleBars(2_000)
  const time = bars.openTime
  const at = (row: number) => start + row * hour
  return {
    segments: [
      { name: 'train', from: at(0), to: at(1_200) },
      { name: 'validation', from: at(1_200), to: at(1_600) },
      { name: 'test', from: at(1_600), to: at(2_000) },
    ],
    equity: [
      { label: 'ema-cross', time, value: sampleBars(2_000, 2).close },
      { label: 'buy and hold', time, value: bars.close },
    ],
    costs: { grossUsd: 5_230, feesUsd: 1_210, slippageUsd: 540, fundingUsd: -90, netUsd: 3_570 },
    generations: Array.from({ length: 20 }, (_, generation) => ({
      generation,
      best: 1 - 1 / (generation + 1),
      median: 0.5 - 0.5 / (generation + 1),
    })),
  }
}

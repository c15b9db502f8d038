import { type Bars, makeBars } from '../../../market/bars.ts'
import type { AssetContextRow, BookRow } from '../../../market/records.ts'
import { type DurationMs, day, type EpochMs, hour } from '../../../market/units.ts'
import { gaussian, stream } from '../../../random.ts'
import type { AssetFacts } from '../facts.ts'

/** 2024-03-01 00:00 UTC. */
export const march = Date.UTC(2024, 2, 1) as EpochMs

/** An asset that passes every limit. */
export const soundFacts = (symbol: string, changes: Partial<AssetFacts> = {}): AssetFacts => ({
  symbol,
  at: march,
  ageDays: 400,
  silentDays: 0,
  meanVolumeUsd: 60e6,
  medianVolumeUsd: 50e6,
  volatility: 0.04,
  spread: { value: 0.0004, from: 'book' },
  book: { snapshots: 10, spread: 0.0004, top5: depth(60_000), within10Bps: depth(50_000), within25Bps: depth(90_000) },
  maxLeverage: 10,
  openInterestUsd: 20e6,
  missingShare: 0,
  delisted: false,
  ...changes,
})

export const depth = (bidUsd: number, askUsd = bidUsd) => ({ bidUsd, askUsd })

interface WalkOptions {
  readonly from: number
  readonly to: number
  readonly interval?: DurationMs
  /** Standard deviation of a day's log return. */
  readonly sigma?: number
  /** Approximate volume in USD of a bar. */
  readonly usd?: number
  readonly seed?: number
}

/** Bars that open in `[from, to)`. The bar of a given time is the same for every range. */
export function bars(symbol: string, options: WalkOptions): Bars {
  const { from, to, interval = hour, sigma = 0.04, usd = 1e6, seed = 1 } = options
  const rows = Math.ceil((to - from) / interval)
  const [openTime, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(rows))
  for (let i = 0, price = 100; i < rows; i++) {
    const at = from + i * interval
    const next = stream(seed, symbol, at)
    openTime[i] = at
    open[i] = price
    price *= Math.exp(sigma * Math.sqrt(interval / day) * gaussian(next))
    close[i] = price
    high[i] = Math.max(open[i], price) * (1 + 0.001 * next())
    low[i] = Math.min(open[i], price) * (1 - 0.001 * next())
    volume[i] = (usd * (0.5 + next())) / price
  }
  return makeBars({ symbol, interval, venue: 'test', synthetic: false, openTime, open, high, low, close, volume })
}

export const book = (t: number, changes: Partial<BookRow> = {}): BookRow => ({
  venue: 'test',
  symbol: 'A',
  t: t as EpochMs,
  bidPrices: [99.95, 99.9, 99.8],
  bidSizes: [100, 200, 300],
  askPrices: [100.05, 100.1, 100.2],
  askSizes: [50, 100, 150],
  ...changes,
})

export const context = (t: number, changes: Partial<AssetContextRow> = {}): AssetContextRow => ({
  venue: 'test',
  symbol: 'A',
  t: t as EpochMs,
  funding: 0.0000125,
  openInterest: 1_000,
  prevDayPrice: 99,
  dayVolumeUsd: 24e6,
  dayVolumeBase: 24e4,
  premium: 0,
  oraclePrice: 100,
  markPrice: 100,
  midPrice: 100,
  impactBid: 99.9,
  impactAsk: 100.1,
  ...changes,
})

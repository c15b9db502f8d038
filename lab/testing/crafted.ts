import { type Bars, makeBars } from '../market/bars.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import { syntheticInstrument } from '../market/instruments.ts'
import { type DurationMs, type EpochMs, epochMs, hour } from '../market/units.ts'
import type { RiskLimits, Strategy } from '../strategy/strategy.ts'

/** 2024-01-01 00:00 UTC. */
export const newYear = epochMs(1_704_067_200_000)

/** Open, high, low, close. */
export type Row = readonly [open: number, high: number, low: number, close: number]

export interface CraftedOptions {
  readonly symbol?: string
  readonly interval?: DurationMs
  readonly start?: EpochMs
  /** Hourly funding rate of every bar; default: unknown. */
  readonly funding?: number
  /** Indexes of rows to leave out. */
  readonly missing?: readonly number[]
}

/** Bars with the given prices, from 2024-01-01 on. */
export function craftedBars(rows: readonly Row[], options: CraftedOptions = {}): Bars {
  const { symbol = 'SYN-A', interval = hour, start = newYear, funding, missing = [] } = options
  const kept = rows.flatMap((row, i) => (missing.includes(i) ? [] : [{ row, openTime: start + i * interval }]))
  const column = (k: 0 | 1 | 2 | 3) => Float64Array.from(kept, ({ row }) => row[k])
  return makeBars({
    symbol,
    interval,
    venue: 'synthetic',
    synthetic: true,
    openTime: Float64Array.from(kept, ({ openTime }) => openTime),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(kept.length).fill(1),
    ...(funding !== undefined && { funding: new Float64Array(kept.length).fill(funding) }),
  })
}

/** Bars around 100 with a range of half a dollar on either side. */
export const quiet = (bars: number): readonly Row[] => Array.from({ length: bars }, () => [100, 100.5, 99.5, 100])

/** Warm-up of `breakout()` in bars. */
export const breakoutWarmup = 31

/** Risk limits that never refuse an order. */
export const unlimited: RiskLimits = {
  maxPosition: 1e6,
  maxGross: 1e6,
  maxOrderUsd: 1e12,
  maxOrdersPerDay: 1e9,
  maxDrawdown: 1,
  maxDailyLoss: 1,
  maxPriceAge: 1e6,
}

/**
 * A strategy that is easy to steer: a close beyond the previous ten bars opens a position in that direction for twenty
 * bars. The size is the equity per symbol; there are no exits and no limits.
 */
export const breakout = (changes: Partial<Strategy> = {}): Strategy => ({
  name: 'crafted',
  stage: 'candidate',
  synthetic: true,
  universe: ['SYN-A'],
  interval: hour,
  seeds: [{ name: 'donchian-breakout', weight: 1, genes: { channel: 10, margin: 0, hold: 20 } }],
  sizing: { fraction: 1, leverage: 10, rebalance: 0.1 },
  exits: {},
  risk: unlimited,
  costs: hyperliquidCosts,
  approvals: [],
  ...changes,
})

export const syntheticInstruments = (symbols: readonly string[]) =>
  new Map(symbols.map(symbol => [symbol, syntheticInstrument(symbol)]))

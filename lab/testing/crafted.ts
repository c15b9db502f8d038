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
  /** Hourly rate of every bar; unknown when left out. */
  readonly funding?: number
  /** Rows that are left out, counted before any is. */
  readonly missing?: readonly number[]
}

/** Bars written down by hand, from 2024-01-01 on. */
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

/** Bars on which nothing happens, half a dollar either way of 100. */
export const quiet = (bars: number): readonly Row[] => Array.from({ length: bars }, () => [100, 100.5, 99.5, 100])

/** Bars after which a breakout of `breakout()` is believed. */
export const breakoutWarmup = 31

/** Limits that refuse nothing. */
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
 * A strategy that is easily steered: a close beyond the ten bars before it turns the position in its direction for twenty bars. One time the
 * equity per symbol, no exits, no limits.
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

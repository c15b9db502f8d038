import type { EpochMs, Price, Size, Usd } from '../../../market/units.ts'
import { amount, at, list, notNegative, orNull, positive, type Raw, raw, text, time, whole } from './fields.ts'
import { type Leverage, leverage } from './leverage.ts'
import { reading } from './refusal.ts'

/** Value and positions of a perpetuals account on one dex. */
export interface WireAccount {
  /** Time of this state, by the venue's clock. */
  readonly t: EpochMs
  /** Margin of all positions. */
  readonly all: Margin
  /** Margin of cross positions only. */
  readonly cross: Margin
  /** Maintenance margin of the cross positions. */
  readonly crossMaintenanceMargin: Usd
  readonly withdrawable: Usd
  /** Open positions only. */
  readonly positions: readonly WirePosition[]
}

/** Margin summary over several positions. */
export interface Margin {
  readonly accountValue: Usd
  /** Sum of the positions' notionals, ≥ 0. */
  readonly totalNotional: Usd
  /** Cash left after buying and selling the positions; negative when longs were bought on margin. */
  readonly totalRawUsd: Usd
  readonly totalMarginUsed: Usd
}

export interface WirePosition {
  readonly symbol: string
  /** Base units; positive: long, negative: short. */
  readonly size: Size
  readonly entryPrice: Price
  readonly leverage: Leverage
  /** Maximum leverage of the market. */
  readonly maxLeverage: number
  /** Absolute value of the position, ≥ 0. */
  readonly notional: Usd
  readonly unrealizedPnl: Usd
  /** Null when no price liquidates the position. */
  readonly liquidationPrice: Price | null
  /** Negative when an isolated position has lost more than its margin. */
  readonly marginUsed: Usd
  /** Funding paid since the position was opened; negative: received. */
  readonly fundingSinceOpen: Usd
}

/** Parses `clearinghouseState`. @param what name of the answer for messages @throws WireError */
export const parseAccount = (data: unknown, what = 'clearinghouseState'): WireAccount => reading(what, data, account)

function account(data: unknown): WireAccount {
  const from = raw(data)
  return {
    t: time(from, 'time'),
    all: at(from, 'marginSummary', margin),
    cross: at(from, 'crossMarginSummary', margin),
    crossMaintenanceMargin: notNegative(from, 'crossMaintenanceMarginUsed'),
    withdrawable: notNegative(from, 'withdrawable'),
    positions: at(from, 'assetPositions', positions => list(positions, held).filter(one => one !== null)),
  }
}

function margin(data: unknown): Margin {
  const from = raw(data)
  return {
    accountValue: amount(from, 'accountValue'),
    totalNotional: notNegative(from, 'totalNtlPos'),
    totalRawUsd: amount(from, 'totalRawUsd'),
    totalMarginUsed: amount(from, 'totalMarginUsed'),
  }
}

const held = (data: unknown): WirePosition | null => at(raw(data), 'position', position)

/** A position; null when flat, since the venue then gives neither entry price nor leverage. */
function position(data: unknown): WirePosition | null {
  const from = raw(data)
  const size = amount(from, 'szi')
  if (size === 0) return null
  return {
    symbol: text(from, 'coin'),
    size,
    entryPrice: positive(from, 'entryPx'),
    leverage: at(from, 'leverage', leverage),
    maxLeverage: whole(from, 'maxLeverage'),
    notional: notNegative(from, 'positionValue'),
    unrealizedPnl: amount(from, 'unrealizedPnl'),
    liquidationPrice: orNull(from, 'liquidationPx', liquidationPrice),
    marginUsed: amount(from, 'marginUsed'),
    fundingSinceOpen: at(from, 'cumFunding', funding => amount(raw(funding), 'sinceOpen')),
  }
}

/** A liquidation price; null for a negative one, because no price reaches it. */
function liquidationPrice(from: Raw, key: string): Price | null {
  const price = amount(from, key)
  return price < 0 ? null : price
}

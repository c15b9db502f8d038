import type { EpochMs, Price, Size, Usd } from '../../../market/units.ts'
import {
  amount,
  at,
  flag,
  ifThere,
  list,
  notNegative,
  positive,
  type Raw,
  raw,
  type Side,
  side,
  text,
  time,
  whole,
} from './fields.ts'
import { reading } from './refusal.ts'

/**
 * A fill of an account's order. Account, trade and order identify it together, since one account may be on both sides of a
 * trade.
 */
export interface WireFill {
  readonly symbol: string
  readonly t: EpochMs
  /** The venue's trade id: 0 for converted dust, null in answers of early 2023. */
  readonly tradeId: number | null
  readonly orderId: number
  readonly clientId: string | null
  /** Side of this account. */
  readonly side: Side
  /** 0 only when an outcome that did not happen is settled. */
  readonly price: Price
  /** Base units, above 0. */
  readonly size: Size
  /** Fee in `feeToken`; negative: a rebate. */
  readonly fee: number
  readonly feeToken: string | null
  /** Realised profit before the fee. */
  readonly closedPnl: Usd
  /** Signed position before this fill, base units. */
  readonly startPosition: Size
  readonly isMaker: boolean
  /** `Open Long`, `Settlement` …: an open set of texts for people, never to decide by. */
  readonly direction: string
  readonly twapId: number | null
  /** Also present on the counterparty's fill. */
  readonly liquidation: WireLiquidation | null
}

export interface WireLiquidation {
  readonly liquidatedUser: string | null
  readonly markPrice: Price
  /** `market` or `backstop`. */
  readonly method: string
}

/** Parses `userFills`, `userFillsByTime` and the fills of the `user` and `userFills` channels. @throws WireError */
export const parseFills = (data: unknown, what = 'fills'): WireFill[] => reading(what, data, fills => list(fills, fill))

export interface WireSliceFill {
  readonly twapId: number
  readonly fill: WireFill
}

/** Parses `userTwapSliceFills`. @throws WireError */
export const parseSliceFills = (data: unknown, what = 'userTwapSliceFills'): WireSliceFill[] =>
  reading(what, data, slices =>
    list(slices, slice => ({ twapId: whole(raw(slice), 'twapId'), fill: at(raw(slice), 'fill', fill) })),
  )

function fill(data: unknown): WireFill {
  const from = raw(data)
  return {
    symbol: text(from, 'coin'),
    t: time(from, 'time'),
    tradeId: ifThere(from, 'tid', whole),
    orderId: whole(from, 'oid'),
    clientId: ifThere(from, 'cloid', text),
    side: side(from, 'side'),
    price: notNegative(from, 'px'),
    size: positive(from, 'sz'),
    fee: amount(from, 'fee'),
    feeToken: ifThere(from, 'feeToken', text),
    closedPnl: amount(from, 'closedPnl'),
    startPosition: amount(from, 'startPosition'),
    isMaker: !flag(from, 'crossed'),
    direction: text(from, 'dir'),
    twapId: ifThere(from, 'twapId', whole),
    liquidation: ifThere(from, 'liquidation', liquidationAt),
  }
}

const liquidationAt = (from: Raw, key: string): WireLiquidation => at(from, key, liquidation)

function liquidation(data: unknown): WireLiquidation {
  const from = raw(data)
  return {
    liquidatedUser: ifThere(from, 'liquidatedUser', text),
    markPrice: notNegative(from, 'markPx'),
    method: text(from, 'method'),
  }
}

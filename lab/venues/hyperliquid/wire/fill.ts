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
 * A fill of an account's order. Only account, trade and order together identify a fill, because one account may be on
 * both sides of a trade.
 */
export interface WireFill {
  readonly symbol: string
  readonly t: EpochMs
  /** Trade id of the venue. It is 0 for converted dust, and null in answers of early 2023. */
  readonly tradeId: number | null
  readonly orderId: number
  /** Order id chosen by the client; null if it chose none. */
  readonly clientId: string | null
  /** Side of this account. */
  readonly side: Side
  /** The price is 0 only in the settlement of an outcome that did not happen. */
  readonly price: Price
  /** Base units, above 0. */
  readonly size: Size
  /** Fee in units of `feeToken`; negative for a rebate. */
  readonly fee: number
  readonly feeToken: string | null
  /** Realised profit before the fee. */
  readonly closedPnl: Usd
  /** Signed position before this fill, base units. */
  readonly startPosition: Size
  readonly isMaker: boolean
  /** Text for people, such as `Open Long` or `Settlement`. The venue may add texts, so no decision may depend on it. */
  readonly direction: string
  /** Id of the TWAP order that the fill belongs to; null for other orders. */
  readonly twapId: number | null
  /** The liquidation that caused the fill, also on the fill of the counterparty; null for other fills. */
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

/** A fill of one slice of a TWAP order. */
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

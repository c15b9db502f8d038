import type { EpochMs, Price, Size, Usd } from './units.ts'

/** Order id that we choose before sending, so that the fate of an order can be queried when the answer is lost. */
export type ClientId = string & { readonly clientId: true }
/** 128 bits as `0x` and 32 lower-case hex digits: the form Hyperliquid takes. @throws RangeError naming the text */
export function clientId(text: string): ClientId {
  if (!/^0x[0-9a-f]{32}$/.test(text))
    throw new RangeError(`"${text}" is not a client id: expected 0x and 32 hex digits`)
  return text as ClientId
}

/** Why an order was placed, in a trader's terms. */
export type Reason = 'enter' | 'rebalance' | 'exit' | 'time' | 'stop' | 'trailing' | 'target' | 'halt' | 'liquidation'

export type Terms =
  /** Takes liquidity as soon as possible. */
  | { readonly kind: 'market' }
  /** Waits until the price reaches `trigger` on the losing side, then becomes a market order. */
  | { readonly kind: 'stop'; readonly trigger: Price }
  /** Rests at `price` and pays the maker fee. */
  | { readonly kind: 'limit'; readonly price: Price }

/** An order that the strategy wants, before risk rules have approved it. */
export interface Intent {
  readonly id: ClientId
  readonly symbol: string
  /** Signed: positive buys. */
  readonly size: Size
  readonly terms: Terms
  /** May only reduce the position. The venue shrinks it to the size held and never reverses the position. */
  readonly reduceOnly: boolean
  readonly reason: Reason
  /** Exposure, −1…+1, that the strategy wanted when it created the order. */
  readonly exposure: number
  /**
   * Average true range at that close, used by the exits of the position that this order opens; absent when no exit uses
   * it.
   */
  readonly range?: Price
}

declare const seal: unique symbol
/**
 * An intent that has passed every risk rule. Only `runtime/risk/approve.ts` creates it, and venues accept nothing else.
 */
export type Approved = Intent & { readonly [seal]: true }

/** A trade of our own. */
export interface Execution {
  readonly symbol: string
  /**
   * Time of the trade. A fill inside a bar, whose exact time is unknown, is stamped with the bar's last millisecond.
   */
  readonly at: EpochMs
  /** Signed: positive bought. */
  readonly size: Size
  readonly price: Price
  /** The displayed price, before slippage. Equal to `price` for a maker fill. */
  readonly reference: Price
  /** Fee paid; negative is a rebate. */
  readonly fee: Usd
  readonly reason: Reason
}

/** An execution with the order it belongs to. */
export interface Fill extends Execution {
  readonly id: ClientId
}

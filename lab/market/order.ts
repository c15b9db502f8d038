import type { EpochMs, Price, Size, Usd } from './units.ts'

/** Chosen by us before sending, so that a lost answer can be asked about rather than guessed. */
export type ClientId = string & { readonly clientId: true }
/** 128 bits as `0x` and 32 lower-case hex digits: the form Hyperliquid takes. @throws RangeError naming the text */
export function clientId(text: string): ClientId {
  if (!/^0x[0-9a-f]{32}$/.test(text))
    throw new RangeError(`"${text}" is not a client id: expected 0x and 32 hex digits`)
  return text as ClientId
}

/** Why an order exists, in the words a trader would use. */
export type Reason = 'enter' | 'rebalance' | 'exit' | 'time' | 'stop' | 'trailing' | 'target' | 'halt' | 'liquidation'

export type Terms =
  /** Taker, as soon as possible. */
  | { readonly kind: 'market' }
  /** Sleeps until the price reaches `trigger` from the losing side, then a market order. */
  | { readonly kind: 'stop'; readonly trigger: Price }
  /** Rests at `price` and pays the maker fee. */
  | { readonly kind: 'limit'; readonly price: Price }

/** An order as wanted, before anyone has allowed it. */
export interface Intent {
  readonly id: ClientId
  readonly symbol: string
  /** Signed: positive buys. */
  readonly size: Size
  readonly terms: Terms
  /** May only bring a position nearer to zero; a venue shrinks it to what is held and never flips. */
  readonly reduceOnly: boolean
  readonly reason: Reason
  /** Exposure, −1…+1, that the strategy wanted when it asked. */
  readonly exposure: number
  /** Mean true range at that close, which the exits of what it opens are measured by; absent where none is. */
  readonly range?: Price
}

declare const seal: unique symbol
/** An intent that has passed every risk rule. Only `runtime/risk/approve.ts` makes one, and venues take nothing else. */
export type Approved = Intent & { readonly [seal]: true }

/** A trade that happened to us. */
export interface Execution {
  readonly symbol: string
  /** A fill inside a bar, whose instant no bar tells, is stamped with the bar's last millisecond. */
  readonly at: EpochMs
  /** Signed: positive bought. */
  readonly size: Size
  readonly price: Price
  /** The price before slippage: what the market showed. Equal to `price` for a maker. */
  readonly reference: Price
  /** Paid; negative is a rebate. */
  readonly fee: Usd
  readonly reason: Reason
}

/** An execution with the order it belongs to. */
export interface Fill extends Execution {
  readonly id: ClientId
}

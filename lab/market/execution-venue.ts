import type { Result } from '../result.ts'
import type { Position } from './account.ts'
import type { BarEvent, StreamGap } from './bar-feed.ts'
import type { Approved, ClientId, Execution, Fill, Terms } from './order.ts'
import type { EpochMs, Size, Usd } from './units.ts'

/** An event on the account or one of its orders. */
export type AccountEvent =
  /** A fill of one of our orders, and the signed size of the order that is still open. */
  | { readonly kind: 'filled'; readonly fill: Fill; readonly remaining: Size }
  /** An order ended before it was filled completely. */
  | {
      readonly kind: 'orderClosed'
      readonly at: EpochMs
      readonly id: ClientId
      readonly how: 'cancelled' | 'expired' | 'rejected'
      readonly why: string
    }
  /**
   * Funding payment on a position; `usd` is negative when we received it. `assumed`: the real rate was unknown, and the
   * assumed cost was charged.
   */
  | {
      readonly kind: 'funded'
      readonly at: EpochMs
      readonly symbol: string
      readonly usd: Usd
      readonly assumed: boolean
    }
  /** The venue liquidated positions whose margin was too small, and kept `takeoverUsd` of the collateral. */
  | {
      readonly kind: 'liquidated'
      readonly at: EpochMs
      readonly executions: readonly Execution[]
      readonly takeoverUsd: Usd
    }
  | StreamGap

/** Everything that a venue pushes without a request: events of the account and of the market. */
export type VenueEvent = AccountEvent | BarEvent

/** Reason why a request to the venue failed. */
export type VenueError =
  /** The venue rejected the request. */
  | { readonly kind: 'refused'; readonly why: string }
  /** The request exceeded the venue's rate limit and had no effect. */
  | { readonly kind: 'tooFast'; readonly retryAfterMs: number }
  /** No reliable answer. The venue may or may not have acted: query the order by its client id, never resend it. */
  | { readonly kind: 'unknown'; readonly why: string }

export interface OpenOrder {
  readonly id: ClientId
  readonly symbol: string
  /** Signed size that is not filled yet. */
  readonly remaining: Size
  readonly terms: Terms
  readonly reduceOnly: boolean
}

/** Our account as the venue reports it. */
export interface VenueAccount {
  readonly cash: Usd
  readonly equity: Usd
  readonly positions: ReadonlyMap<string, Position>
}

/** Result of a request to the venue. */
export type Answer<T> = Promise<Result<T, VenueError>>

/**
 * One account at a venue and the operations on it. There is no paper-trading mode: the embedded exchange implements the
 * same interface as every real venue. When the outcome of a request is uncertain, its error is `unknown`, and the
 * request is never resent.
 */
export interface ExecutionVenue {
  readonly name: string
  /** Whether orders here move real money. If so, the runtime refuses synthetic and unproven strategies. */
  readonly live: boolean
  account(): Answer<VenueAccount>
  openOrders(): Answer<readonly OpenOrder[]>
  /** Fills at or after `since`, oldest first. */
  fillsSince(since: EpochMs): Answer<readonly Fill[]>
  /** Resolves once the venue has accepted or refused the order. Its fills and its end arrive as events. */
  place(order: Approved): Answer<void>
  cancel(id: ClientId, symbol: string): Answer<void>
  cancelAll(): Answer<void>
  setLeverage(symbol: string, leverage: number): Answer<void>
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: AccountEvent) => void): () => void
}

import type { Result } from '../result.ts'
import type { Position } from './account.ts'
import type { BarEvent, StreamGap } from './bar-feed.ts'
import type { Approved, ClientId, Execution, Fill, Terms } from './order.ts'
import type { EpochMs, Size, Usd } from './units.ts'

/** What happens to the account and its orders. */
export type AccountEvent =
  | { readonly kind: 'filled'; readonly fill: Fill; readonly remaining: Size }
  | {
      readonly kind: 'orderClosed'
      readonly at: EpochMs
      readonly id: ClientId
      readonly how: 'cancelled' | 'expired' | 'rejected'
      readonly why: string
    }
  /** Paid by us for holding; negative was received. */
  | {
      readonly kind: 'funded'
      readonly at: EpochMs
      readonly symbol: string
      readonly usd: Usd
      readonly assumed: boolean
    }
  /** The venue closed positions that their margin no longer carried, and kept `takeoverUsd` of the collateral. */
  | {
      readonly kind: 'liquidated'
      readonly at: EpochMs
      readonly executions: readonly Execution[]
      readonly takeoverUsd: Usd
    }
  | StreamGap

/** What a venue tells without being asked, of the account and of the market. */
export type VenueEvent = AccountEvent | BarEvent

export type VenueError =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'tooFast'; readonly retryAfterMs: number }
  /** No trusted answer. The venue may or may not have done it: ask by client id, never resend. */
  | { readonly kind: 'unknown'; readonly why: string }

export interface OpenOrder {
  readonly id: ClientId
  readonly symbol: string
  readonly remaining: Size
  readonly terms: Terms
  readonly reduceOnly: boolean
}

export interface VenueAccount {
  readonly cash: Usd
  readonly equity: Usd
  readonly positions: ReadonlyMap<string, Position>
}

export type Answer<T> = Promise<Result<T, VenueError>>

/**
 * One account at a venue, and what can be done with it. Paper is not a mode: the embedded exchange answers this port, and so does every
 * real venue. An answer that cannot be trusted is `unknown`, and nothing is ever sent again out of it.
 */
export interface ExecutionVenue {
  readonly name: string
  /** Orders here move money outside this process: synthetic and unproven strategies are refused at the door. */
  readonly live: boolean
  account(): Answer<VenueAccount>
  openOrders(): Answer<readonly OpenOrder[]>
  /** Fills at or after `since`, oldest first. */
  fillsSince(since: EpochMs): Answer<readonly Fill[]>
  /** Accepted means that the venue has it; what became of it comes as events. */
  place(order: Approved): Answer<void>
  cancel(id: ClientId, symbol: string): Answer<void>
  cancelAll(): Answer<void>
  setLeverage(symbol: string, leverage: number): Answer<void>
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: AccountEvent) => void): () => void
}

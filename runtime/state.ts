import type { Account } from '../lab/market/account.ts'
import type { VenueEvent } from '../lab/market/execution-venue.ts'
import type { Approved, ClientId, Intent } from '../lab/market/order.ts'
import type { EpochMs, Price, Usd } from '../lab/market/units.ts'
import type { Holding } from '../lab/strategy/holding.ts'
import type { TargetExposures } from './feed/signal-engine.ts'
import type { Book } from './orders/book.ts'
import type { Refusal } from './risk/rules/members.ts'

/** Everything that `decide` can react to. Each event is written to the journal before the runtime acts on it. */
export type Event =
  /** Trading begins with this account. */
  | {
      readonly kind: 'started'
      readonly at: EpochMs
      readonly run: string
      /** Name of the venue. */
      readonly venue: string
      readonly cash: Usd
    }
  | (Extract<VenueEvent, { kind: 'barsClosed' }> & TargetExposures)
  | Exclude<VenueEvent, { kind: 'barsClosed' }>
  /** The venue's answer to a request of the runtime to place or cancel an order. */
  | {
      readonly kind: 'answered'
      readonly at: EpochMs
      readonly id: ClientId
      readonly to: 'place' | 'cancel'
      readonly answer: Answered
    }
  /** A person, or the trader itself, stops the strategy: positions are closed and nothing is opened again. */
  | { readonly kind: 'halt'; readonly at: EpochMs; readonly why: string }

/** The venue's answer to a request. */
export type Answered =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly why: string }
  /** No trusted answer: the venue may or may not have received the request. */
  | { readonly kind: 'unknown'; readonly why: string }

/** An action that `decide` returns. `place` and `cancel` go to the venue, the others only to the journal. */
export type Command =
  | { readonly kind: 'place'; readonly order: Approved }
  | { readonly kind: 'cancel'; readonly id: ClientId; readonly symbol: string }
  /** A risk rule refused the order; it is not sent. */
  | { readonly kind: 'refused'; readonly intent: Intent; readonly refusal: Refusal }
  | { readonly kind: 'halted'; readonly why: string }

/** The complete state of a run in the runtime. Maps are keyed by symbol, orders by client id. */
export interface State {
  /** Name of the run, from which client ids are derived. */
  readonly run: string
  readonly account: Account
  /** Last close of each symbol. */
  readonly marks: ReadonlyMap<string, Price>
  /** Close time of the bar that each mark comes from. */
  readonly markedAt: ReadonlyMap<string, EpochMs>
  readonly holdings: ReadonlyMap<string, Holding>
  readonly orders: Book
  /** Number of orders planned so far, including refused orders. The next client id is numbered with it. */
  readonly planned: number
  /** Highest equity at any close, from which drawdown is measured. */
  readonly highestEquity: Usd
  /** The current UTC day: its start, the equity then, and the orders sent since. */
  readonly day: { readonly start: EpochMs; readonly equity: Usd; readonly orders: number }
  /** Reason why trading has halted; absent while trading continues. */
  readonly halted?: string
}

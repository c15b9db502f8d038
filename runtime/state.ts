import type { Account } from '../lab/market/account.ts'
import type { VenueEvent } from '../lab/market/execution-venue.ts'
import type { Approved, ClientId, Intent } from '../lab/market/order.ts'
import type { EpochMs, Price, Usd } from '../lab/market/units.ts'
import type { Holding } from '../lab/strategy/holding.ts'
import type { TargetExposures } from './feed/signal-engine.ts'
import type { Book } from './orders/book.ts'
import type { Refusal } from './risk/rules/members.ts'

/** Everything that enters the mind. Each is journalled before it is acted on. */
export type Event =
  /** The account as the venue showed it when trading began. */
  | {
      readonly kind: 'started'
      readonly at: EpochMs
      readonly run: string
      /** Its name. */
      readonly venue: string
      readonly cash: Usd
    }
  | (Extract<VenueEvent, { kind: 'barsClosed' }> & TargetExposures)
  | Exclude<VenueEvent, { kind: 'barsClosed' }>
  | {
      readonly kind: 'answered'
      readonly at: EpochMs
      readonly id: ClientId
      readonly to: 'place' | 'cancel'
      readonly answer: Answered
    }
  /** A person, or the shell around the mind, wants it all to end. */
  | { readonly kind: 'halt'; readonly at: EpochMs; readonly why: string }

export type Answered =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly why: string }
  /** The venue may or may not have it. */
  | { readonly kind: 'unknown'; readonly why: string }

export type Command =
  | { readonly kind: 'place'; readonly order: Approved }
  | { readonly kind: 'cancel'; readonly id: ClientId; readonly symbol: string }
  /** Nothing to do but to be told: the gate said no. */
  | { readonly kind: 'refused'; readonly intent: Intent; readonly refusal: Refusal }
  | { readonly kind: 'halted'; readonly why: string }

export interface State {
  /** Names this run in client ids. */
  readonly run: string
  readonly account: Account
  readonly marks: ReadonlyMap<string, Price>
  readonly markedAt: ReadonlyMap<string, EpochMs>
  readonly holdings: ReadonlyMap<string, Holding>
  readonly orders: Book
  readonly planned: number
  readonly highestEquity: Usd
  readonly day: { readonly start: EpochMs; readonly equity: Usd; readonly orders: number }
  /** Why nothing is opened any more and everything is being closed. */
  readonly halted?: string
}

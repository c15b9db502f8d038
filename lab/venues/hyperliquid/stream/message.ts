import type { EpochMs } from '../../../market/units.ts'
import type { Payloads } from './payloads.ts'
import type { SubscriptionType } from './subscription.ts'

/** A message with data for one subscription. */
export interface Message<T extends SubscriptionType = SubscriptionType> {
  readonly kind: 'message'
  /** Type of the subscription. */
  readonly type: T
  /** Which subscription of that type: its {@link routeOf}. */
  readonly route: string
  readonly data: Payloads[T]
  /**
   * Whether it repeats earlier data rather than adding to it. For trades only the stream knows, since no message says so.
   */
  readonly isSnapshot: boolean
  /** Time of arrival by the local clock. */
  readonly receivedAt: EpochMs
  /** The venue's time of the first row and of the last; null without times. */
  readonly earliest: EpochMs | null
  readonly latest: EpochMs | null
}

/** A message of any of several types. */
export type MessageOf<T extends SubscriptionType> = T extends unknown ? Message<T> : never
export type AnyMessage = MessageOf<SubscriptionType>

/** A message about the connection itself. */
export type Control =
  | { readonly kind: 'pong' }
  /** Plain text that older servers send first. */
  | { readonly kind: 'greeting' }
  /** @property key null when the acknowledged subscription is unknown */
  | { readonly kind: 'acknowledged'; readonly method: 'subscribe' | 'unsubscribe'; readonly key: string | null }
  /** An error message; the connection stays open. */
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'post'; readonly id: number; readonly response: PostResponse }

export interface PostResponse {
  readonly type: 'info' | 'action' | 'error'
  /** For an error, its text. */
  readonly payload: unknown
}

/** A message that was rejected. */
export interface Refusal {
  readonly kind: 'refusal'
  readonly reason: RefusalReason
  /** Channel and route as far as they could be read: they show which subscription lost a message. */
  readonly channel: string | null
  readonly route: string | null
  /** Position in the message, what was expected there, and what was found, shortened. */
  readonly path: string
  readonly expected: string
  readonly found: string
}

export const refusalReasons = ['binary', 'not json', 'no channel', 'unknown channel', 'bad payload'] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type Frame = AnyMessage | Control | Refusal

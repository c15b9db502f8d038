import type { EpochMs } from '../../../market/units.ts'
import type { Payloads } from './payloads.ts'
import type { SubscriptionType } from './subscription.ts'

/** A frame with news for one subscription. */
export interface Message<T extends SubscriptionType = SubscriptionType> {
  readonly kind: 'message'
  /** Of the subscription that it answers. */
  readonly type: T
  /** Which of that type: {@link routeOf} of its subscription. */
  readonly route: string
  readonly data: Payloads[T]
  /** Whether it repeats what went before rather than adding to it. For trades only the stream knows: no frame says so itself. */
  readonly isSnapshot: boolean
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** The venue's time of the first and of the last thing in it; null where it does not say. */
  readonly earliest: EpochMs | null
  readonly latest: EpochMs | null
}

/** Of several types, a message of one of them. */
export type MessageOf<T extends SubscriptionType> = T extends unknown ? Message<T> : never
export type AnyMessage = MessageOf<SubscriptionType>

/** A frame that speaks of the connection itself. */
export type Control =
  | { readonly kind: 'pong' }
  /** What older servers say first, as bare text. */
  | { readonly kind: 'greeting' }
  /** @property key null when it acknowledges what we do not know */
  | { readonly kind: 'acknowledged'; readonly method: 'subscribe' | 'unsubscribe'; readonly key: string | null }
  /** The connection stays up. */
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'post'; readonly id: number; readonly response: PostResponse }

export interface PostResponse {
  readonly type: 'info' | 'action' | 'error'
  /** Of an error, its text. */
  readonly payload: unknown
}

/** A frame that is not believed. */
export interface Refusal {
  readonly kind: 'refusal'
  readonly reason: RefusalReason
  /** As far as they could be read: they say whose frame it may have been. */
  readonly channel: string | null
  readonly route: string | null
  /** Where in the frame, what was expected there, and what stood there, shortened. */
  readonly path: string
  readonly expected: string
  readonly found: string
}

export const refusalReasons = ['binary', 'not json', 'no channel', 'unknown channel', 'bad payload'] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type Frame = AnyMessage | Control | Refusal

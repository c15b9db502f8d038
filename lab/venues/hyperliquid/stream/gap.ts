import type { GapReason, Moment } from '../../../market/feed-stream.ts'
import type { Subscription } from './subscription.ts'

/**
 * A time range in which messages of a subscription may be missing.
 */
export interface Gap {
  readonly subscription: Subscription
  /** The last valid message before the gap; the venue's acknowledgement when there was no message yet. */
  readonly from: Moment
  /** The first message after the gap; for subscriptions with rare messages, the venue's new acknowledgement. */
  readonly to: Moment
  readonly reason: GapReason
  /** True when the first message after the gap is a snapshot that begins before it, so that nothing is missing. */
  readonly bridged: boolean
}

/** A gap that has not ended: until then, silence may be missing messages instead of a quiet market. */
export type OpenGap = Pick<Gap, 'subscription' | 'from' | 'reason'>

import type { GapReason, Moment } from '../../../market/feed-stream.ts'
import type { Subscription } from './subscription.ts'

/**
 * A time range in which messages of a subscription may be missing: from the last valid message to the first one after it.
 * Before any message it starts at the venue's acknowledgement. Where messages come only when something happens, it ends at the
 * new acknowledgement.
 */
export interface Gap {
  readonly subscription: Subscription
  readonly from: Moment
  readonly to: Moment
  readonly reason: GapReason
  /** Whether the first message after it is a snapshot that reaches back before the gap, so that nothing is missing. */
  readonly bridged: boolean
}

/** An open gap: until it ends, the absence of messages proves nothing. */
export type OpenGap = Pick<Gap, 'subscription' | 'from' | 'reason'>

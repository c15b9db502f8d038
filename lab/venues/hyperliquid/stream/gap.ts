import type { GapReason, Moment } from '../../../market/feed-stream.ts'
import type { Subscription } from './subscription.ts'

/**
 * A time range over which frames of a subscription may be missing: from the last that can be trusted to the first after it.
 * Where none had come before, it begins when the venue acknowledged the subscription; where frames come only when something
 * happens, it ends when the venue acknowledged it anew.
 */
export interface Gap {
  readonly subscription: Subscription
  readonly from: Moment
  readonly to: Moment
  readonly reason: GapReason
  /** Whether the first frame after it is a snapshot that reaches back to before the gap: the venue has filled it itself. */
  readonly bridged: boolean
}

/** A gap that has begun and not ended: nothing that this subscription does not say is to be believed. */
export type OpenGap = Pick<Gap, 'subscription' | 'from' | 'reason'>

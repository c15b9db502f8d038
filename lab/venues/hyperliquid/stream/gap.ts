import type { EpochMs } from '../../../market/units.ts'
import type { Subscription } from './subscription.ts'

/** Why something may be missing. */
export type GapReason =
  /** The socket closed. */
  | 'disconnected'
  /** Connected, and quiet for longer than its caller finds credible. */
  | 'silent'
  /** The venue does not serve it any more. */
  | 'refused'
  /** A frame that may have been its own could not be read. */
  | 'unreadable'
  /** Its handler was too slow. */
  | 'overflow'

/** When something came. */
export interface Moment {
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** By the venue's; null where it does not say. */
  readonly venueTime: EpochMs | null
}

/**
 * A stretch of time over which frames of a subscription may be missing: from the last that can be trusted to the first after it.
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

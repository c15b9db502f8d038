import type { EpochMs } from '../../../market/units.ts'
import type { Gap, OpenGap } from './gap.ts'
import type { Refusal } from './message.ts'
import type { Subscription } from './subscription.ts'

/**
 * What the stream tells of itself. A gap is told twice: when it opens, since from then on silence is no calm, and when it has ended,
 * just before the first message after it. Messages that still wait in the queue of a slow handler are overtaken by both: their
 * own times say on which side of the gap they lie.
 *
 * @property at         by our clock
 * @property connection counted from 0
 */
export type StreamEvent =
  | { readonly type: 'up'; readonly at: EpochMs; readonly connection: number }
  /** A socket fell, or the first could not be opened. It is being replaced. */
  | { readonly type: 'down'; readonly at: EpochMs; readonly connection: number; readonly reason: string }
  /** The venue serves this subscription: told after each time that it was asked for. */
  | { readonly type: 'subscribed'; readonly at: EpochMs; readonly subscription: Subscription }
  | ({ readonly type: 'interrupted'; readonly at: EpochMs } & OpenGap)
  | ({ readonly type: 'gap' } & Gap)
  /** A frame that could not be read. */
  | { readonly type: 'unreadable'; readonly at: EpochMs; readonly refusal: Refusal }
  /** The venue complains; where it says about what, that subscription is not served, and asked for again on the next socket. */
  | { readonly type: 'error'; readonly at: EpochMs; readonly subscription: Subscription | null; readonly text: string }
  /** A handler threw, or its promise was rejected: it has not dealt with that message. */
  | { readonly type: 'failed'; readonly at: EpochMs; readonly subscription: Subscription; readonly error: unknown }

export type Emit = (event: StreamEvent) => void

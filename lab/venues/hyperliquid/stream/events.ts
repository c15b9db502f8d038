import type { EpochMs } from '../../../market/units.ts'
import type { Gap, OpenGap } from './gap.ts'
import type { Refusal } from './message.ts'
import type { Subscription } from './subscription.ts'

/**
 * Events about the stream itself.
 *
 * A gap is reported twice. `interrupted` comes when it opens: from then on, silence may be missing messages instead of
 * a quiet market. `gap` comes when it ends, just before the first message after it.
 *
 * Messages in the queue of a slow handler are delivered after both events. Their own times show on which side of the
 * gap they are.
 *
 * @property at time by the local clock
 * @property connection number of the connection, counted from 0
 */
export type StreamEvent =
  /** A socket is open. */
  | { readonly type: 'up'; readonly at: EpochMs; readonly connection: number }
  /** A socket failed or could not be opened, and is being replaced. */
  | { readonly type: 'down'; readonly at: EpochMs; readonly connection: number; readonly reason: string }
  /** A subscription is active, by the venue's acknowledgement or first message; sent after each request for it. */
  | { readonly type: 'subscribed'; readonly at: EpochMs; readonly subscription: Subscription }
  | ({ readonly type: 'interrupted'; readonly at: EpochMs } & OpenGap)
  | ({ readonly type: 'gap' } & Gap)
  /** A message could not be parsed. */
  | { readonly type: 'unreadable'; readonly at: EpochMs; readonly refusal: Refusal }
  /**
   * The venue reports an error. `subscription` is the one that it refuses, which is requested again on the next socket;
   * null when the error concerns no subscription.
   */
  | { readonly type: 'error'; readonly at: EpochMs; readonly subscription: Subscription | null; readonly text: string }
  /** A handler threw, or its promise was rejected: it may not have processed a message. */
  | { readonly type: 'failed'; readonly at: EpochMs; readonly subscription: Subscription; readonly error: unknown }

/** Receives each event. */
export type Emit = (event: StreamEvent) => void

import type { EpochMs } from '../../../market/units.ts'
import type { Gap, OpenGap } from './gap.ts'
import type { Refusal } from './message.ts'
import type { Subscription } from './subscription.ts'

/**
 * Events about the stream itself. A gap is reported twice: as `interrupted` when it opens, because silence proves nothing from
 * then on, and as `gap` when it has ended, just before the first message after it. Messages that wait in the queue of a slow
 * handler arrive after both events; their own times show on which side of the gap they lie.
 *
 * @property at by the local clock
 * @property connection number of the connection, from 0
 */
export type StreamEvent =
  | { readonly type: 'up'; readonly at: EpochMs; readonly connection: number }
  /** A socket failed or could not be opened, and is being replaced. */
  | { readonly type: 'down'; readonly at: EpochMs; readonly connection: number; readonly reason: string }
  /** The venue has acknowledged the subscription; sent after each request for it. */
  | { readonly type: 'subscribed'; readonly at: EpochMs; readonly subscription: Subscription }
  | ({ readonly type: 'interrupted'; readonly at: EpochMs } & OpenGap)
  | ({ readonly type: 'gap' } & Gap)
  /** A message could not be read. */
  | { readonly type: 'unreadable'; readonly at: EpochMs; readonly refusal: Refusal }
  /**
   * The venue reports an error. When it names a subscription, that one is inactive and requested again on the next socket.
   */
  | { readonly type: 'error'; readonly at: EpochMs; readonly subscription: Subscription | null; readonly text: string }
  /** A handler threw or its promise was rejected, so that message was not processed. */
  | { readonly type: 'failed'; readonly at: EpochMs; readonly subscription: Subscription; readonly error: unknown }

export type Emit = (event: StreamEvent) => void

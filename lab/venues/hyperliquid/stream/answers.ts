import type { Clock } from '../../../clock.ts'
import { parseErrorNotice } from './error-notice.ts'
import type { Emit } from './events.ts'
import { type Feed, interrupt, live } from './feed.ts'
import type { Control } from './message.ts'
import type { Posts } from './posts.ts'

/** The parts of a connection that control messages change. */
export interface ConnectionState {
  /** Feeds by the key of their subscription. */
  readonly feeds: ReadonlyMap<string, Feed>
  /** Requests that wait for their answer. */
  readonly posts: Posts
  readonly clock: Clock
  readonly emit: Emit
}

/** Handles a control message of the venue: an acknowledgement, an error, or the answer to a request. */
export function answer(frame: Control, state: ConnectionState): void {
  const { feeds, posts, clock, emit } = state
  if (frame.kind === 'error') onError(frame.text, state)
  if (frame.kind === 'post') posts.answered(frame.id, frame.response)
  if (frame.kind !== 'acknowledged' || frame.method !== 'subscribe' || frame.key === null) return
  const feed = feeds.get(frame.key)
  if (feed?.phase === 'asked' || feed?.phase === 'refused') live(feed, clock(), emit)
}

function onError(text: string, { feeds, posts, clock, emit }: ConnectionState): void {
  const notice = parseErrorNotice(text)
  const feed = 'key' in notice ? feeds.get(notice.key) : undefined
  /** Marks a feed as refused, with a gap and an error event. */
  const refuse = (one: Feed) => {
    one.phase = 'refused'
    interrupt(one, 'refused', clock(), emit)
    emit({ type: 'error', at: clock(), subscription: one.subscription, text })
  }
  if (notice.kind === 'done') return
  if (notice.kind === 'post') posts.answered(notice.id, { type: 'error', payload: text })
  else if (notice.kind === 'already' && feed) {
    // The subscription was active all the time, so the next message is not a first one that repeats earlier data.
    feed.isFirst = false
    if (feed.phase === 'asked') live(feed, clock(), emit)
  } else if (notice.kind === 'refused' && feed) refuse(feed)
  else if (notice.kind === 'users') {
    for (const one of feeds.values()) if (one.phase === 'asked' && 'user' in one.subscription) refuse(one)
  } else emit({ type: 'error', at: clock(), subscription: null, text })
}

import type { Clock } from '../../../clock.ts'
import { complaint } from './complaint.ts'
import type { Emit } from './events.ts'
import { type Feed, interrupt, live } from './feed.ts'
import type { Control } from './message.ts'
import type { Posts } from './posts.ts'

/** What a connection carries. */
export interface Carried {
  /** By the key of their subscriptions. */
  readonly feeds: ReadonlyMap<string, Feed>
  readonly posts: Posts
  readonly clock: Clock
  readonly emit: Emit
}

/** Takes what the venue says of our subscriptions and requests to those whom it concerns. */
export function answer(frame: Control, carried: Carried): void {
  const { feeds, posts, clock, emit } = carried
  if (frame.kind === 'error') complain(frame.text, carried)
  if (frame.kind === 'post') posts.answered(frame.id, frame.response)
  if (frame.kind !== 'acknowledged' || frame.method !== 'subscribe' || frame.key === null) return
  const feed = feeds.get(frame.key)
  if (feed?.phase === 'asked' || feed?.phase === 'refused') live(feed, clock(), emit)
}

function complain(text: string, { feeds, posts, clock, emit }: Carried): void {
  const about = complaint(text)
  const feed = 'key' in about ? feeds.get(about.key) : undefined
  const refuse = (one: Feed) => {
    one.phase = 'refused'
    interrupt(one, 'refused', clock(), emit)
    emit({ type: 'error', at: clock(), subscription: one.subscription, text })
  }
  if (about.kind === 'done') return
  if (about.kind === 'post') posts.answered(about.id, { type: 'error', payload: text })
  else if (about.kind === 'already' && feed) {
    // It goes on where it was: what comes next repeats nothing.
    feed.isFirst = false
    if (feed.phase === 'asked') live(feed, clock(), emit)
  } else if (about.kind === 'refused' && feed) refuse(feed)
  else if (about.kind === 'users') {
    for (const one of feeds.values()) if (one.phase === 'asked' && 'user' in one.subscription) refuse(one)
  } else emit({ type: 'error', at: clock(), subscription: null, text })
}

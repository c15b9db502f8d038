import type { Clock } from '../../../clock.ts'
import type { GapReason } from '../../../market/feed-stream.ts'
import type { DurationMs, EpochMs } from '../../../market/units.ts'
import type { WireTrade } from '../wire/trade.ts'
import { type Continuity, createContinuity } from './continuity.ts'
import { createFeedCounters, type FeedCounters } from './counters.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import type { Emit } from './events.ts'
import type { Gap } from './gap.ts'
import { type Kind, kinds } from './kinds.ts'
import type { AnyMessage } from './message.ts'
import { createSeenTrades, type SeenTrades } from './seen-trades.ts'
import type { Subscription } from './subscription.ts'
import { routeOf, subscriptionKey } from './subscription-key.ts'

/** A subscription and its state. Only its session and the functions below change it. */
export interface Feed {
  readonly subscription: Subscription
  readonly key: string
  readonly route: string
  readonly kind: Kind
  readonly continuity: Continuity
  readonly counters: FeedCounters
  readonly deliveries: Map<symbol, Delivery>
  /** Longest credible silence of each of its handlers, in ms. */
  readonly silences: Map<symbol, DurationMs>
  readonly seen: SeenTrades | null
  phase: 'waiting' | 'asked' | 'live' | 'refused'
  /** Time of the last request for it on this socket. */
  askedAt: EpochMs | null
  /** Whether the next message is the first since that request. */
  isFirst: boolean
  /** Requests in a row that were repeated because nothing arrived. */
  silentRequests: number
}

/** Creates a feed. @param subscription in canonical form */
export const createFeed = (subscription: Subscription): Feed => ({
  subscription,
  key: subscriptionKey(subscription) as string,
  route: routeOf(subscription),
  kind: kinds[subscription.type],
  continuity: createContinuity(subscription, kinds[subscription.type].resumes),
  counters: createFeedCounters(),
  deliveries: new Map(),
  silences: new Map(),
  seen: subscription.type === 'trades' ? createSeenTrades() : null,
  ...{ phase: 'waiting', askedAt: null, isFirst: true, silentRequests: 0 },
})

/**
 * Passes a message to every handler. This is the hot path: it allocates nothing for a message that neither ends a gap nor
 * repeats trades.
 */
export function receive(feed: Feed, message: AnyMessage, emit: Emit): void {
  feed.counters.messages++
  feed.silentRequests = 0
  if (feed.phase !== 'live') live(feed, message.receivedAt, emit)
  let news: AnyMessage | null = message
  if (feed.isFirst) {
    feed.isFirst = false
    if (feed.kind.startsOver) news = { ...message, isSnapshot: true }
  }
  ended(feed, feed.continuity.received(message.receivedAt, message.earliest, message.latest, news.isSnapshot), emit)
  if (feed.seen && news.type === 'trades') news = unseen(feed, feed.seen, news)
  if (news) for (const delivery of feed.deliveries.values()) delivery.push(news)
}

/** Marks the feed as active, after an acknowledgement or a first message. */
export function live(feed: Feed, at: EpochMs, emit: Emit): void {
  feed.phase = 'live'
  if (feed.silences.size === 0) feed.silentRequests = 0
  emit({ type: 'subscribed', at, subscription: feed.subscription })
  ended(feed, feed.continuity.acknowledged(at), emit)
}

function ended(feed: Feed, gap: Gap | null, emit: Emit): void {
  if (!gap) return
  feed.counters.gaps++
  emit({ type: 'gap', ...gap })
}

/** Opens a gap, unless one is open. */
export function interrupt(feed: Feed, reason: GapReason, at: EpochMs, emit: Emit): void {
  const open = feed.continuity.interrupt(reason)
  if (open) emit({ type: 'interrupted', at, ...open })
}

/** Connects a handler to a feed. @param capacity most messages that may wait for the handler */
export function deliverTo(
  feed: Feed,
  handler: (message: AnyMessage) => unknown,
  capacity: number,
  { clock, emit }: { readonly clock: Clock; readonly emit: Emit },
): Delivery {
  const { subscription, counters } = feed
  const momentOf = (message: AnyMessage, venueTime: EpochMs | null) => ({ receivedAt: message.receivedAt, venueTime })
  let isOpen = false
  return createDelivery({
    ...{ handler, capacity, content: feed.kind.content },
    conflated: count => {
      counters.conflated += count
    },
    dropped: (message, before) => {
      counters.dropped++
      if (isOpen) return
      isOpen = true
      const from = momentOf(before, before.latest)
      emit({ type: 'interrupted', at: message.receivedAt, subscription, reason: 'overflow', from })
    },
    resumed: (before, after) => {
      isOpen = false
      const [from, to] = [momentOf(before, before.latest), momentOf(after, after.earliest)]
      ended(feed, { subscription, reason: 'overflow', from, to, bridged: false }, emit)
    },
    failed: error => {
      counters.failures++
      emit({ type: 'failed', at: clock(), subscription, error })
    },
  })
}

/** The message without trades that were passed on before; null when none is left. */
function unseen(feed: Feed, seen: SeenTrades, message: AnyMessage & { readonly type: 'trades' }): AnyMessage | null {
  const { data } = message
  let fresh: WireTrade[] | null = null
  for (let i = 0; i < data.length; i++) {
    if (seen.isNew(data[i].id)) fresh?.push(data[i])
    else {
      feed.counters.duplicates++
      fresh ??= data.slice(0, i)
    }
  }
  if (!fresh) return message
  return fresh.length === 0 ? null : { ...message, data: fresh }
}

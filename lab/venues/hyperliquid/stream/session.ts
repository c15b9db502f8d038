import type { GapReason } from '../../../market/feed-stream.ts'
import type { DurationMs } from '../../../market/units.ts'
import { every } from '../../../timers.ts'
import { answer } from './answers.ts'
import { Connection, type Ports } from './connection.ts'
import type { Emit } from './events.ts'
import { type Feed, interrupt, receive } from './feed.ts'
import { typeOfChannel } from './locate.ts'
import type { AnyMessage, Refusal } from './message.ts'
import type { Posts } from './posts.ts'
import { overdue } from './silence.ts'
import type { Subscription, SubscriptionType } from './subscription.ts'
import { routeOf, subscriptionKey } from './subscription-key.ts'

/**
 * Time between two checks for silent feeds. A check that is late by more than this is skipped: the process was busy, so
 * messages may have arrived that it has not read yet.
 */
const checkEvery: DurationMs = 250

/** A connection and its feeds. */
export interface Session {
  readonly connection: Connection
  /** False when messages of the subscription could not be distinguished from those of a feed on this connection. */
  canCarry(subscription: Subscription): boolean
  isEmpty(): boolean
  add(feed: Feed): void
  remove(feed: Feed): void
  /** Number of messages received that match no subscription. */
  unrouted(): number
  stop(): void
}

/**
 * Creates a session and opens its connection. A new socket requests all subscriptions again.
 *
 * @param number number of this connection in events
 * @param posts  requests that wait for an answer on any connection
 */
export function createSession(ports: Ports, number: number, posts: Posts, emit: Emit): Session {
  const { clock, timers } = ports
  const feeds = new Map<string, Feed>()
  const routes = new Map<SubscriptionType, Map<string, Feed>>()
  let isDown = false
  let unrouted = 0

  const request = (feed: Feed) => {
    if (feed.phase === 'live') connection.send({ method: 'unsubscribe', subscription: feed.subscription })
    // In this phase the feed is not checked for silence, because the request may wait for the limits.
    feed.phase = 'waiting'
    connection.send({ method: 'subscribe', subscription: feed.subscription }, () => {
      feed.phase = 'asked'
      feed.askedAt = clock()
      feed.isFirst = true
      feed.counters.asked++
    })
  }
  const interruptFeeds = (some: Iterable<Feed>, reason: GapReason) => {
    for (const feed of some) interrupt(feed, reason, clock(), emit)
  }
  const route = (message: AnyMessage) => {
    const feed = routes.get(message.type)?.get(message.route)
    if (feed) receive(feed, message, emit)
    else unrouted++
  }
  /**
   * Opens a gap in every feed to which an unreadable message may belong: one feed, all feeds of its channel, or all
   * feeds when even its channel is unreadable.
   */
  const unreadable = (refusal: Refusal) => {
    emit({ type: 'unreadable', at: clock(), refusal })
    const type = refusal.channel === null ? undefined : typeOfChannel.get(refusal.channel)
    const some = [...feeds.values()].filter(
      feed =>
        refusal.channel === null ||
        (feed.subscription.type === type && (refusal.route === null || refusal.route === feed.route)),
    )
    for (const feed of some) feed.counters.refused++
    interruptFeeds(some, 'unreadable')
  }
  const checkSilence = (late: DurationMs) => {
    if (late > checkEvery || !connection.isOpen) return
    for (const feed of feeds.values()) {
      const remedy = overdue(feed, clock())
      if (!remedy) continue
      feed.silentRequests++
      interrupt(feed, 'silent', clock(), emit)
      if (remedy === 'ask') request(feed)
      else return connection.rotate(`${feed.key} was silent`)
    }
  }
  const connection = new Connection(ports, {
    opened: () => {
      isDown = false
      emit({ type: 'up', at: clock(), connection: number })
      for (const feed of feeds.values()) request(feed)
    },
    closed: reason => {
      if (!isDown) emit({ type: 'down', at: clock(), connection: number, reason })
      isDown = true
      posts.fell(connection, reason)
      for (const feed of feeds.values()) {
        feed.phase = 'waiting'
        feed.askedAt = null
        // The next remedy for a silent feed is a new socket, which it gets now, so it counts as done.
        if (feed.silentRequests === 1) feed.silentRequests = 2
      }
      interruptFeeds(feeds.values(), 'disconnected')
    },
    received: frame => {
      if (frame.kind === 'message') route(frame)
      else if (frame.kind === 'refusal') unreadable(frame)
      else answer(frame, { feeds, posts, clock, emit })
    },
  })
  const cancelCheck = every(timers, clock, checkEvery, checkSilence)
  return {
    connection,
    canCarry: subscription => {
      const other = routes.get(subscription.type)?.get(routeOf(subscription))
      return other === undefined || other.key === subscriptionKey(subscription)
    },
    isEmpty: () => feeds.size === 0,
    add: feed => {
      feeds.set(feed.key, feed)
      const ofType = routes.get(feed.subscription.type) ?? new Map<string, Feed>()
      routes.set(feed.subscription.type, ofType.set(feed.route, feed))
      if (connection.isOpen) request(feed)
    },
    remove: feed => {
      feeds.delete(feed.key)
      routes.get(feed.subscription.type)?.delete(feed.route)
      connection.send({ method: 'unsubscribe', subscription: feed.subscription })
    },
    unrouted: () => unrouted,
    stop: () => {
      cancelCheck()
      connection.stop()
      posts.fell(connection, 'the stream was closed')
    },
  }
}

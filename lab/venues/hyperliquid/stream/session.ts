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

/** How often silence is looked for. A look that comes this much too late says that we were busy, not that the venue was quiet. */
const lookEvery: DurationMs = 250

/** One connection and the feeds that live on it. */
export interface Session {
  readonly connection: Connection
  /** Whether this connection could tell its frames from those of what it carries already. */
  canCarry(subscription: Subscription): boolean
  isEmpty(): boolean
  add(feed: Feed): void
  remove(feed: Feed): void
  /** Messages that nobody had asked for, or no longer. */
  unrouted(): number
  stop(): void
}

/**
 * @param number tells this connection from others in events
 * @param posts  requests that wait for an answer on any connection
 */
export function createSession(ports: Ports, number: number, posts: Posts, emit: Emit): Session {
  const { clock, timers } = ports
  const feeds = new Map<string, Feed>()
  const routes = new Map<SubscriptionType, Map<string, Feed>>()
  let isDown = false
  let unrouted = 0

  const ask = (feed: Feed) => {
    if (feed.phase === 'live') connection.send({ method: 'unsubscribe', subscription: feed.subscription })
    // While this waits for its turn, its silence says nothing.
    feed.phase = 'waiting'
    connection.send({ method: 'subscribe', subscription: feed.subscription }, () => {
      feed.phase = 'asked'
      feed.askedAt = clock()
      feed.isFirst = true
      feed.counters.asked++
    })
  }
  const disturb = (some: Iterable<Feed>, reason: GapReason) => {
    for (const feed of some) interrupt(feed, reason, clock(), emit)
  }
  const route = (message: AnyMessage) => {
    const feed = routes.get(message.type)?.get(message.route)
    if (feed) receive(feed, message, emit)
    else unrouted++
  }
  /** Whose it may have been: of one, of all on that channel, or, when not even that can be read, of all. */
  const unreadable = (refusal: Refusal) => {
    emit({ type: 'unreadable', at: clock(), refusal })
    const type = refusal.channel === null ? undefined : typeOfChannel.get(refusal.channel)
    const some = [...feeds.values()].filter(
      feed =>
        refusal.channel === null ||
        (feed.subscription.type === type && (refusal.route === null || refusal.route === feed.route)),
    )
    for (const feed of some) feed.counters.refused++
    disturb(some, 'unreadable')
  }
  const look = (late: DurationMs) => {
    if (late > lookEvery || !connection.isOpen) return
    for (const feed of feeds.values()) {
      const remedy = overdue(feed, clock())
      if (!remedy) continue
      feed.strikes++
      interrupt(feed, 'silent', clock(), emit)
      if (remedy === 'ask') ask(feed)
      else return connection.rotate(`${feed.key} was silent`)
    }
  }
  const connection = new Connection(ports, {
    opened: () => {
      isDown = false
      emit({ type: 'up', at: clock(), connection: number })
      for (const feed of feeds.values()) ask(feed)
    },
    closed: reason => {
      if (!isDown) emit({ type: 'down', at: clock(), connection: number, reason })
      isDown = true
      posts.fell(connection, reason)
      for (const feed of feeds.values()) {
        feed.phase = 'waiting'
        feed.askedAt = null
        // Whatever it was that fell silent, it gets its new socket with the others.
        if (feed.strikes === 1) feed.strikes = 2
      }
      disturb(feeds.values(), 'disconnected')
    },
    received: frame => {
      if (frame.kind === 'message') route(frame)
      else if (frame.kind === 'refusal') unreadable(frame)
      else answer(frame, { feeds, posts, clock, emit })
    },
  })
  const cancelLook = every(timers, clock, lookEvery, look)
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
      if (connection.isOpen) ask(feed)
    },
    remove: feed => {
      feeds.delete(feed.key)
      routes.get(feed.subscription.type)?.delete(feed.route)
      connection.send({ method: 'unsubscribe', subscription: feed.subscription })
    },
    unrouted: () => unrouted,
    stop: () => {
      cancelLook()
      connection.stop()
      posts.fell(connection, 'the stream was closed')
    },
  }
}

import { type Clock, wallClock } from '../../../clock.ts'
import { InputError } from '../../../input-error.ts'
import { type DurationMs, type EpochMs, second } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'
import { processTimers, type Timers } from '../../../timers.ts'
import type { ConnectionCounters, FeedCounters } from './counters.ts'
import type { Emit, StreamEvent } from './events.ts'
import { createFeed, deliverTo, type Feed } from './feed.ts'
import { createLimits, type Limits } from './limits.ts'
import type { AnyMessage, MessageOf } from './message.ts'
import { createPosts, type PostOutcome, type PostRequest } from './posts.ts'
import { createSession, type Session } from './session.ts'
import type { Subscription, SubscriptionOf, SubscriptionType } from './subscription.ts'
import { canonical, subscriptionKey, userOf } from './subscription-key.ts'

export interface StreamOptions {
  /** `wss://…/ws`. */
  readonly url: string
  /** Randomises the waits before reconnecting. */
  readonly random: Random
  /** Receives events about the stream itself. Without them, an interruption looks like a quiet market. Must not throw. */
  readonly onEvent: (event: StreamEvent) => void
  readonly clock?: Clock
  readonly timers?: Timers
  /** Limits shared by all streams of one machine, because the venue counts by IP address. */
  readonly limits?: Limits
}

export interface SubscribeOptions {
  /** Longest credible silence in ms. A longer one counts as a failure. Default: no limit. */
  readonly silence?: DurationMs
  /** Most messages that may wait while the handler's promise is pending. Default 1,024. */
  readonly capacity?: number
}

/** A stream of market and account data. */
export interface Stream {
  /**
   * Subscribes, unless the subscription exists, and passes its messages to the handler, one after the other. Messages wait
   * while a promise returned by the handler is pending.
   *
   * @returns a function that ends the subscription; further calls do nothing
   * @throws InputError for an invalid subscription, and when a limit of the venue is reached
   */
  subscribe<T extends SubscriptionType>(
    subscription: SubscriptionOf<T> & { readonly type: T },
    handler: (message: MessageOf<T>) => unknown,
    options?: SubscribeOptions,
  ): () => void
  /**
   * Sends a request through any open socket.
   *
   * @param within longest wait for the answer in ms. Default 10,000
   * @throws InputError when the limit of waiting requests is reached
   */
  post(request: PostRequest, within?: DurationMs): Promise<PostOutcome>
  counters(): StreamCounters
  /** Closes every socket. No event or message follows. */
  close(): void
}

/** A snapshot of the counters. */
export interface StreamCounters {
  readonly connections: readonly (ConnectionCounters & { readonly isOpen: boolean; readonly unrouted: number })[]
  readonly subscriptions: readonly SubscriptionCounters[]
  readonly used: ReturnType<Limits['used']>
}

export interface SubscriptionCounters extends FeedCounters {
  readonly key: string
  readonly phase: Feed['phase']
  readonly handlers: number
  /** Messages that wait for handlers. */
  readonly waiting: number
  readonly lastMessageAt: EpochMs | null
  /** Time since the last message in ms; null before the first. */
  readonly age: DurationMs | null
  /** Whether a gap is open. */
  readonly isInterrupted: boolean
}

const defaultCapacity = 1_024

/** Opens a stream; sockets are opened as subscriptions need them. @throws InputError for an invalid address */
export function createStream(options: StreamOptions): Stream {
  const { clock = wallClock, timers = processTimers, limits = createLimits(), random } = options
  const ports = { url: checkedUrl(options.url), clock, timers, limits, random }
  const posts = createPosts(ports)
  const sessions: Session[] = []
  const placements = new Map<string, { readonly feed: Feed; readonly session: Session }>()
  let opened = 0
  let isClosed = false
  const emit: Emit = event => {
    if (!isClosed) options.onEvent(event)
  }

  /**
   * The first connection that can carry the subscription. Another one is opened only when messages of two subscriptions could
   * not be told apart.
   */
  const sessionFor = (subscription: Subscription): Session => {
    const found = sessions.find(session => session.canCarry(subscription))
    if (found) return found
    const session = createSession(ports, opened++, posts, emit)
    sessions.push(session)
    return session
  }
  const placementOf = (subscription: Subscription) => {
    const key = subscriptionKey(subscription) as string
    const known = placements.get(key)
    if (known) return known
    limits.subscribe(key, userOf(subscription))
    try {
      const placed = { feed: createFeed(subscription), session: sessionFor(subscription) }
      placements.set(key, placed)
      placed.session.add(placed.feed)
      return placed
    } catch (error) {
      limits.unsubscribe(key, userOf(subscription))
      throw error
    }
  }
  const release = (feed: Feed, session: Session) => {
    placements.delete(feed.key)
    session.remove(feed)
    limits.unsubscribe(feed.key, userOf(feed.subscription))
    if (sessions.length === 1 || !session.isEmpty()) return
    sessions.splice(sessions.indexOf(session), 1)
    session.stop()
  }
  return {
    subscribe: (subscription, handler, { silence, capacity = defaultCapacity } = {}) => {
      if (isClosed) throw new InputError('stream: subscribe: expected an open stream, found one that was closed')
      if (!(capacity >= 1)) throw new InputError(`stream: capacity: expected 1 or more, found ${capacity}`)
      if (silence !== undefined && !(silence > 0)) {
        throw new InputError(`stream: silence: expected ms above 0, found ${silence}`)
      }
      const { feed, session } = placementOf(canonical(subscription as Subscription))
      const id = Symbol(feed.key)
      const delivery = deliverTo(feed, handler as (message: AnyMessage) => unknown, capacity, { clock, emit })
      feed.deliveries.set(id, delivery)
      if (silence !== undefined) feed.silences.set(id, silence)
      return () => {
        if (!feed.deliveries.delete(id)) return
        feed.silences.delete(id)
        delivery.stop()
        if (feed.deliveries.size === 0 && !isClosed) release(feed, session)
      }
    },
    post: (request, within = 10 * second) => {
      const open = sessions.find(({ connection }) => connection.isOpen)
      return posts.post((open ?? sessions[0])?.connection, request, within)
    },
    counters: () => ({
      connections: sessions.map(({ connection, unrouted }) => ({
        ...connection.counters,
        refused: { ...connection.counters.refused },
        ...{ isOpen: connection.isOpen, unrouted: unrouted() },
      })),
      subscriptions: [...placements.values()].map(({ feed }) => countersOf(feed, clock())),
      used: limits.used(clock()),
    }),
    close: () => {
      if (isClosed) return
      isClosed = true
      for (const session of sessions) session.stop()
      for (const { feed } of placements.values()) {
        for (const delivery of feed.deliveries.values()) delivery.stop()
        limits.unsubscribe(feed.key, userOf(feed.subscription))
      }
    },
  }
}

function countersOf(feed: Feed, now: EpochMs): SubscriptionCounters {
  const lastMessageAt = feed.continuity.lastReceivedAt()
  let waiting = 0
  for (const delivery of feed.deliveries.values()) waiting += delivery.waiting()
  return {
    ...feed.counters,
    ...{ key: feed.key, phase: feed.phase, handlers: feed.deliveries.size, waiting, lastMessageAt },
    age: lastMessageAt === null ? null : now - lastMessageAt,
    isInterrupted: feed.continuity.open() !== null,
  }
}

function checkedUrl(url: string): string {
  if (!/^wss?:\/\/[^\s#]+$/.test(url) || !URL.canParse(url)) {
    throw new InputError(`stream: url: expected ws:// or wss:// and a host, found "${url}"`)
  }
  return url
}

import { InputError } from '../../../input-error.ts'
import { type DurationMs, type EpochMs, minute } from '../../../market/units.ts'
import { createWindow } from './window.ts'

/** The venue's limits for one IP address. */
export interface Allowance {
  readonly connections: number
  readonly newConnectionsPerMinute: number
  readonly subscriptions: number
  /** Messages sent, all connections together. */
  readonly messagesPerMinute: number
  /** Different accounts named by all subscriptions. */
  readonly users: number
  /** Requests sent over the stream that wait for their answer. */
  readonly posts: number
}

/** The limits as documented in 2026. Some servers allow more; no server was seen to allow less. */
export const venueAllowance: Allowance = {
  ...{ connections: 10, newConnectionsPerMinute: 30, subscriptions: 1_000 },
  ...{ messagesPerMinute: 2_000, users: 10, posts: 100 },
}

/** Tracks the use of the limits. All streams that share an IP address must use the same object. */
export interface Limits {
  /** @throws InputError when the limit is reached */
  openConnection(): void
  closeConnection(): void
  /** Time in ms until a connection may be attempted. */
  connectWait(now: EpochMs): DurationMs
  /** Counts an attempt to connect. */
  tookConnect(now: EpochMs): void
  /**
   * Counts a subscription.
   *
   * @param key name of the subscription, for the error
   * @param user account that the subscription names; null if it names none
   * @throws InputError when the limit of subscriptions or of users is reached
   */
  subscribe(key: string, user: string | null): void
  unsubscribe(key: string, user: string | null): void
  /**
   * Time in ms until a message may be sent. A part of the limit is reserved for `urgent` messages, so that
   * subscriptions cannot delay pings.
   */
  messageWait(now: EpochMs, urgent: boolean): DurationMs
  /** Counts a message sent. */
  tookMessage(now: EpochMs): void
  /** @throws InputError when the limit of waiting requests is reached */
  openPost(): void
  closePost(): void
  /** Current use of each limit. */
  used(now: EpochMs): Readonly<Record<keyof Allowance, number>>
}

export function createLimits(allowance: Allowance = venueAllowance): Limits {
  const connects = createWindow(allowance.newConnectionsPerMinute, minute)
  const messages = createWindow(allowance.messagesPerMinute, minute)
  const reserve = Math.ceil(allowance.messagesPerMinute / 20)
  const users = new Map<string, number>()
  let [connections, subscriptions, posts] = [0, 0, 0]
  return {
    openConnection: () => {
      full('connections', connections, allowance.connections)
      connections++
    },
    closeConnection: () => void connections--,
    connectWait: now => connects.wait(now),
    tookConnect: now => connects.take(now),
    subscribe: (key, user) => {
      full(`subscriptions, for ${key}`, subscriptions, allowance.subscriptions)
      const ofUser = user === null ? 0 : (users.get(user) ?? 0)
      if (user !== null && ofUser === 0) full(`users, for ${key}`, users.size, allowance.users)
      if (user !== null) users.set(user, ofUser + 1)
      subscriptions++
    },
    unsubscribe: (_key, user) => {
      subscriptions--
      if (user === null) return
      const left = (users.get(user) ?? 0) - 1
      if (left > 0) users.set(user, left)
      else users.delete(user)
    },
    messageWait: (now, urgent) => messages.wait(now, urgent ? 1 : 1 + reserve),
    tookMessage: now => messages.take(now),
    openPost: () => {
      full('posts without an answer', posts, allowance.posts)
      posts++
    },
    closePost: () => void posts--,
    used: now => ({
      ...{ connections, newConnectionsPerMinute: connects.used(now), subscriptions },
      ...{ messagesPerMinute: messages.used(now), users: users.size, posts },
    }),
  }
}

function full(what: string, used: number, allowed: number): void {
  if (used >= allowed) throw new InputError(`stream: ${what}: expected at most ${allowed}, found one more`)
}

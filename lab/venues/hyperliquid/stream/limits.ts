import { InputError } from '../../../input-error.ts'
import { type DurationMs, type EpochMs, minute } from '../../../market/units.ts'
import { createWindow } from './window.ts'

/** What the venue allows one address of the internet. */
export interface Allowance {
  readonly connections: number
  readonly newConnectionsPerMinute: number
  readonly subscriptions: number
  /** Over all connections. */
  readonly messagesPerMinute: number
  /** Different accounts, over all subscriptions that name one. */
  readonly users: number
  /** Requests without an answer yet. */
  readonly posts: number
}

/** As documented in 2026. Some servers have been seen to allow more; none less. */
export const venueAllowance: Allowance = {
  ...{ connections: 10, newConnectionsPerMinute: 30, subscriptions: 1_000 },
  ...{ messagesPerMinute: 2_000, users: 10, posts: 100 },
}

/** What of the allowance is used. One for everything that shares an address: pass the same to every stream. */
export interface Limits {
  /** @throws InputError when all are in use */
  openConnection(): void
  closeConnection(): void
  /** ms until a connection may be tried again. */
  connectWait(now: EpochMs): DurationMs
  tookConnect(now: EpochMs): void
  /** @throws InputError when there are as many as are allowed, or as many users */
  subscribe(key: string, user: string | null): void
  unsubscribe(key: string, user: string | null): void
  /** ms until a message may be sent. A share is kept for what is `urgent`, so that subscriptions cannot starve pings. */
  messageWait(now: EpochMs, urgent: boolean): DurationMs
  tookMessage(now: EpochMs): void
  /** @throws InputError when as many as are allowed have no answer yet */
  openPost(): void
  closePost(): void
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

import { Redis } from 'ioredis'
import { InputError } from '../../input-error.ts'
import type { DurationMs } from '../../market/units.ts'
import { type RedisAddress, redisAddress } from './url.ts'

/** Something that a person at the terminal should hear of, in one line. */
export type Notify = (message: string) => void

export interface ConnectOptions {
  /** How long to wait for a first answer; for ever when left out. */
  readonly timeout?: DurationMs
  readonly tell?: Notify
}

/** What no further attempt will mend. */
const refusals = /\b(WRONGPASS|NOAUTH|NOPERM|invalid DB index|DB index is out of range|certificate|self-signed)\b/

/** At most so long between two attempts to reach a Redis that is away. */
const longestPause: DurationMs = 2_000

/**
 * A connection that outlives the Redis at its other end: while that is away every command waits, and is sent when it is back.
 *
 * @throws InputError when it does not answer in time, or answers that we may not in
 */
export async function connectRedis(url: string, { timeout, tell = () => {} }: ConnectOptions = {}): Promise<Redis> {
  const address = redisAddress(url)
  const redis = new Redis(address.url, {
    ...{ lazyConnect: true, enableReadyCheck: true },
    // A blocking command must not be given up while Redis is away, and whoever asks for a score has nothing better to do than to wait.
    maxRetriesPerRequest: null,
    retryStrategy: attempt => Math.min(longestPause, 50 * 2 ** Math.min(attempt, 6)),
  })
  reportDisconnects(redis, address, tell)
  await firstAnswer(redis, address, timeout)
  return redis
}

function firstAnswer(redis: Redis, { name }: RedisAddress, timeout: DurationMs | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let last = 'no answer'
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(
            () => giveUp(`${last} within ${timeout / 1_000} s: is it running, and reachable from here?`),
            timeout,
          )
    const settle = () => {
      clearTimeout(timer)
      redis.off('error', onError)
      redis.off('ready', onReady)
    }
    const giveUp = (why: string) => {
      settle()
      redis.disconnect()
      reject(new InputError(`Redis at ${name}: ${why}`))
    }
    const onReady = () => {
      settle()
      resolve()
    }
    const onError = (error: Error) => {
      last = error.message
      if (refusals.test(last)) giveUp(last)
    }
    redis.on('error', onError)
    redis.on('ready', onReady)
    // What goes wrong with the first attempt is heard of as an event too, and is tried again.
    redis.connect().catch(() => {})
  })
}

/** Once when it goes, once when it is back: in between there is nothing new. */
function reportDisconnects(redis: Redis, { name }: RedisAddress, tell: Notify): void {
  let isDown = false
  redis.on('error', error => {
    if (isDown) return
    isDown = true
    tell(`Redis at ${name} does not answer (${error.message}): waiting for it`)
  })
  redis.on('close', () => {
    if (isDown || redis.status === 'end') return
    isDown = true
    tell(`Redis at ${name} is gone: waiting for it to come back`)
  })
  redis.on('ready', () => {
    if (isDown) tell(`Redis at ${name} is back`)
    isDown = false
  })
}

/** Errors of a connection that mends itself: they are told of where it is made. */
export const isDisconnect = (error: Error): boolean =>
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection is closed|Command aborted|LOADING/.test(
    `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`,
  )

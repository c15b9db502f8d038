import { Redis } from 'ioredis'
import { InputError } from '../../input-error.ts'
import type { DurationMs } from '../../market/units.ts'
import { type RedisAddress, redisAddress } from './url.ts'

/** Reports a one-line message to the user. */
export type Notify = (message: string) => void

export interface ConnectOptions {
  /** Maximum time to the first answer; default: no limit. */
  readonly timeout?: DurationMs
  readonly tell?: Notify
}

/** Errors that a new attempt cannot fix. */
const refusals = /\b(WRONGPASS|NOAUTH|NOPERM|invalid DB index|DB index is out of range|certificate|self-signed)\b/

/** Maximum pause between two connection attempts. */
const longestPause: DurationMs = 2_000

/**
 * Opens a connection that survives an outage of Redis: commands wait, and are sent after reconnection.
 *
 * @throws InputError if Redis does not answer in time, or refuses access
 */
export async function connectRedis(url: string, { timeout, tell = () => {} }: ConnectOptions = {}): Promise<Redis> {
  const address = redisAddress(url)
  const redis = new Redis(address.url, {
    ...{ lazyConnect: true, enableReadyCheck: true },
    // A search cannot continue without its scores, so commands are retried without limit.
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
    // A failed first attempt also emits `error` and is retried, so the rejection is ignored.
    redis.connect().catch(() => {})
  })
}

/** Reports an outage once, and its end once. */
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

/** Whether an error is a lost connection, which reconnecting fixes. `connectRedis` reports it, so callers need not. */
export const isDisconnect = (error: Error): boolean =>
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection is closed|Command aborted|LOADING/.test(
    `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`,
  )

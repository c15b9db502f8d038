import { setTimeout as pause } from 'node:timers/promises'
import { type Clock, wallClock } from '../../clock.ts'
import { type DurationMs, day, type EpochMs, hour, minute, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { checkFearGreed, type FearGreedAnswer } from './check.ts'
import { createRequest } from './request.ts'
import { type Observation, sentimentRows } from './rows.ts'

export interface FearGreedOptions {
  /** Randomises the waits between tries, so that many clients do not retry at the same time. */
  readonly random: Random
  /** Default: the public API of alternative.me. */
  readonly url?: string
  readonly clock?: Clock
  readonly sleep?: (ms: DurationMs) => Promise<void>
  /** Timeout of one try (default: 30 s). */
  readonly timeout?: DurationMs
  /** Maximum number of tries, the first included (default: 4). */
  readonly tries?: number
}

export interface FearGreed {
  /**
   * Reads the last `days` days that the site has, or all of them. Rows ascend in time, and there is at least one.
   *
   * @throws FailedRead when the site does not answer; InputError when its answer is invalid
   */
  read(days: number | 'all'): Promise<readonly SentimentRow[]>
}

/**
 * Client for the Fear & Greed index of alternative.me. An answer is reused until the site's own countdown to the next
 * publication ends. While a publication is overdue, an answer is reused for an hour. Requests run one at a time, and
 * simultaneous callers share a request.
 *
 * @see https://alternative.me/crypto/fear-and-greed-index/#api
 */
export function createFearGreed(options: FearGreedOptions): FearGreed {
  const { url = 'https://api.alternative.me/fng/', clock = wallClock, sleep = pause, random } = options
  const request = createRequest({
    clock,
    sleep,
    random,
    timeout: options.timeout ?? 30 * second,
    tries: options.tries ?? 4,
  })
  let cached: Cached | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const fetch = async (days: number | 'all'): Promise<Cached> => {
    const limit = days === 'all' ? 0 : days
    const body = await request(`${url}?limit=${limit}&format=json`)
    const now = clock()
    const answer = checkFearGreed(body, now)
    return {
      rows: sentimentRows(answer.days, now, cached?.observation),
      isAll: days === 'all' || answer.days.length < days,
      until: validUntil(answer, now),
      observation: { at: now, newest: answer.days[answer.days.length - 1].t },
    }
  }

  const read = async (days: number | 'all') => {
    if (!cached || clock() >= cached.until || !covers(cached, days)) cached = merged(await fetch(days), cached)
    return days === 'all' ? cached.rows : cached.rows.slice(-days)
  }

  return {
    read(days) {
      if (days !== 'all' && (!Number.isSafeInteger(days) || days < 1)) {
        throw new RangeError(`fear & greed: days is ${days}, expected a whole number ≥ 1 or "all"`)
      }
      // A failed read does not block the next one.
      const turn = queue.then(() => read(days))
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}

interface Cached {
  readonly rows: readonly SentimentRow[]
  /** True when `rows` holds every day that the site has. */
  readonly isAll: boolean
  /** Time until which the answer is reused. */
  readonly until: EpochMs
  readonly observation: Observation
}

const covers = ({ rows, isAll }: Cached, days: number | 'all') => isAll || (days !== 'all' && rows.length >= days)

/**
 * Adds the older cached days to a new answer, if the two overlap. For days in both, the cached `knownAt` is kept,
 * because it may be an observed publication time.
 */
function merged(fresh: Cached, before: Cached | undefined): Cached {
  if (!before || fresh.rows[0].t > before.observation.newest) return fresh
  const seen = new Map(before.rows.map(row => [row.t, row.knownAt]))
  const older = before.rows.filter(row => row.t < fresh.rows[0].t)
  const rows = [...older, ...fresh.rows.map(row => ({ ...row, knownAt: seen.get(row.t) ?? row.knownAt }))]
  return { ...fresh, rows, isAll: fresh.isAll || before.isAll }
}

function validUntil({ days, untilUpdate }: FearGreedAnswer, now: EpochMs): EpochMs {
  const end = days[days.length - 1].t + day
  if (now >= end) return (now + hour) as EpochMs
  // Around midnight the countdown may be a second or negative, so the wait is at least a minute.
  const wait = untilUpdate ?? end - now
  return (now + Math.min(Math.max(wait, minute), day)) as EpochMs
}

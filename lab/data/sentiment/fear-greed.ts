import { setTimeout as pause } from 'node:timers/promises'
import { type Clock, wallClock } from '../../clock.ts'
import { type DurationMs, day, type EpochMs, hour, minute, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { checkFearGreed, type FearGreedAnswer } from './check.ts'
import { createRequest } from './request.ts'
import { type Observation, sentimentRows } from './rows.ts'

export interface FearGreedOptions {
  /** Randomises the waits between tries, so that many clients do not return at the same time. */
  readonly random: Random
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
   * Reads the last `days` days that the site has, or all of them; oldest first, at least one.
   *
   * @throws FailedRead when the site does not answer; InputError when its answer is invalid
   */
  read(days: number | 'all'): Promise<readonly SentimentRow[]>
}

/**
 * Client for the Fear & Greed index of alternative.me. An answer is reused until the site's own countdown to the next publication
 * ends, and for an hour while a day is overdue. Requests run one at a time; simultaneous callers share one.
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
  /** Whether the site has no other days. */
  readonly isAll: boolean
  /** The answer is reused until then. */
  readonly until: EpochMs
  readonly observation: Observation
}

const covers = ({ rows, isAll }: Cached, days: number | 'all') => isAll || (days !== 'all' && rows.length >= days)

/** Adds older cached days if the new answer reaches back to them, and keeps later publication times that were observed. */
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
  // Around midnight the countdown may be a second, or negative.
  const wait = untilUpdate ?? end - now
  return (now + Math.min(Math.max(wait, minute), day)) as EpochMs
}

import { setTimeout as pause } from 'node:timers/promises'
import { type Clock, wallClock } from '../../clock.ts'
import { type DurationMs, day, type EpochMs, hour, minute, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { checkFearGreed, type FearGreedAnswer } from './check.ts'
import { createRequest } from './request.ts'
import { type Look, sentimentRows } from './rows.ts'

export interface FearGreedOptions {
  /** Spreads repeated tries, so that many clients do not come back at once. */
  readonly random: Random
  readonly url?: string
  readonly clock?: Clock
  readonly sleep?: (ms: DurationMs) => Promise<void>
  /** For one try. */
  readonly timeout?: DurationMs
  /** At most, the first included. */
  readonly tries?: number
}

export interface FearGreed {
  /**
   * The last `days` days that the site has, or all of them; oldest first, never none.
   *
   * @throws FailedRead when the site gives no answer; InputError when it gives one that makes no sense
   */
  read(days: number | 'all'): Promise<readonly SentimentRow[]>
}

/**
 * The Fear & Greed index of alternative.me. What it has said once is not asked again until it publishes anew, by its own count;
 * when a day is overdue, not for an hour. One request at a time: who asks meanwhile, waits and shares.
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
  let kept: Kept | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const fetch = async (days: number | 'all'): Promise<Kept> => {
    const limit = days === 'all' ? 0 : days
    const body = await request(`${url}?limit=${limit}&format=json`)
    const now = clock()
    const answer = checkFearGreed(body, now)
    return {
      rows: sentimentRows(answer.days, now, kept?.look),
      isAll: days === 'all' || answer.days.length < days,
      until: validUntil(answer, now),
      look: { at: now, newest: answer.days[answer.days.length - 1].t },
    }
  }

  const read = async (days: number | 'all') => {
    if (!kept || clock() >= kept.until || !holds(kept, days)) kept = merged(await fetch(days), kept)
    return days === 'all' ? kept.rows : kept.rows.slice(-days)
  }

  return {
    read(days) {
      if (days !== 'all' && (!Number.isSafeInteger(days) || days < 1)) {
        throw new RangeError(`fear & greed: days is ${days}, expected a whole number ≥ 1 or "all"`)
      }
      // Whoever fails leaves the queue free for the next.
      const turn = queue.then(() => read(days))
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}

interface Kept {
  readonly rows: readonly SentimentRow[]
  /** Whether these are all days that the site has. */
  readonly isAll: boolean
  readonly until: EpochMs
  readonly look: Look
}

const holds = ({ rows, isAll }: Kept, days: number | 'all') => isAll || (days !== 'all' && rows.length >= days)

/** Older days stay known where the fresh answer reaches back to them, and what was seen to be late stays late. */
function merged(fresh: Kept, before: Kept | undefined): Kept {
  if (!before || fresh.rows[0].t > before.look.newest) return fresh
  const seen = new Map(before.rows.map(row => [row.t, row.knownAt]))
  const older = before.rows.filter(row => row.t < fresh.rows[0].t)
  const rows = [...older, ...fresh.rows.map(row => ({ ...row, knownAt: seen.get(row.t) ?? row.knownAt }))]
  return { ...fresh, rows, isAll: fresh.isAll || before.isAll }
}

function validUntil({ days, untilUpdate }: FearGreedAnswer, now: EpochMs): EpochMs {
  const end = days[days.length - 1].t + day
  if (now >= end) return (now + hour) as EpochMs
  // Around midnight the count may be a second, or one below zero.
  const wait = untilUpdate ?? end - now
  return (now + Math.min(Math.max(wait, minute), day)) as EpochMs
}

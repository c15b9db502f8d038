import type { Clock } from '../../clock.ts'
import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import type { Missing, Ranged } from '../../market/ranged.ts'
import type { CandleRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import { fail } from '../../result.ts'
import type { Cancel, Timers } from '../../timers.ts'
import { unwrapAnswer } from './unwrap-answer.ts'

/** A request for the candles of one symbol that open in [from, to). */
export interface BackfillJob {
  readonly symbol: string
  readonly interval: DurationMs
  readonly from: EpochMs
  readonly to: EpochMs
  /**
   * Set if the minutes are recorded already, and the request only checks them: the venue's counts differ from the
   * recorder's, or were never compared.
   */
  readonly isDoubt?: true
}

export interface BackfillQueueOptions {
  /** The venue's time: a bar that has not ended there cannot be fetched, even if the local clock is past its end. */
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  /** Requests a job's candles from the venue. */
  readonly read: (job: BackfillJob) => FeedAnswer<Ranged<CandleRow>>
  /** Called with the answer to a job. @param missing time ranges for which the venue has no candles */
  onFetched(job: BackfillJob, candles: readonly CandleRow[], missing: readonly Missing[]): void | Promise<void>
  /** Called when a request failed; it is repeated later. @param tries number of requests of this job so far */
  onFailed(job: BackfillJob, error: string, tries: number): void
  /** Called when the received rows could not be written. */
  onBroken(error: unknown): void
}

/** Requests missing candles, one job at a time, because the venue limits requests. */
export interface BackfillQueue {
  add(job: BackfillJob): void
  /** Number of unfinished jobs, including the running one. */
  waiting(): number
  /** Drops waiting jobs and resolves when no request is running. The next run fetches dropped jobs by their gaps. */
  stop(): Promise<void>
}

/** Wait after a candle's end before requesting it: the venue publishes a closed candle a few seconds late. */
const closeDelay: DurationMs = 8 * second
/** Longest average wait before a failed request is repeated. */
const longestPause: DurationMs = 120 * second
/** Shortest wait before the queue is checked again, so that a clock that stands still causes no busy loop. */
const shortestPause: DurationMs = 50
/** Maximum number of waiting jobs. Further jobs are dropped; their gaps stay recorded, so the next run fetches them. */
const capacity = 20_000

/** Creates an empty queue. A failed request is repeated after a wait that doubles each time. */
export function createBackfillQueue({
  clock,
  timers,
  random,
  read,
  onFetched,
  onFailed,
  onBroken,
}: BackfillQueueOptions): BackfillQueue {
  let waiting: (BackfillJob & { readonly due: number; readonly tries: number })[] = []
  let underWay: Promise<void> | undefined
  let cancel: Cancel = () => {}
  let isStopped = false

  const arm = () => {
    cancel()
    if (isStopped || underWay || waiting.length === 0) return
    const next = Math.min(...waiting.map(one => one.due))
    cancel = timers.after(next <= clock() ? 0 : Math.max(shortestPause, next - clock()), begin)
  }
  const begin = () => {
    const now = clock()
    // Checks come first: unlike gaps they are not recorded, so a kill would lose them.
    const next = waiting.find(one => one.isDoubt && one.due <= now) ?? waiting.find(one => one.due <= now)
    if (!next || underWay) return arm()
    waiting = waiting.filter(one => one !== next)
    underWay = attempt(next)
      .catch(onBroken)
      .finally(() => {
        underWay = undefined
        arm()
      })
  }
  const attempt = async ({ due, tries, ...job }: (typeof waiting)[number]): Promise<void> => {
    const had = await unwrapAnswer(withEveryBar(job, read(job)), error => {
      onFailed(job, error, tries + 1)
      if (isStopped) return
      const pause = Math.min(longestPause, 2 ** tries * second) * (0.5 + random())
      waiting.push({ ...job, due: clock() + pause, tries: tries + 1 })
    })
    if (had) await onFetched(job, had.rows, had.missing)
  }
  return {
    add(job) {
      const twin = waiting.find(
        one =>
          !job.isDoubt &&
          !one.isDoubt &&
          one.symbol === job.symbol &&
          one.interval === job.interval &&
          one.from <= job.from &&
          one.to >= job.to,
      )
      if (!twin && waiting.length < capacity)
        waiting.push({ ...job, due: Math.max(clock(), job.to + closeDelay), tries: 0 })
      arm()
    },
    waiting: () => waiting.length + (underWay ? 1 : 0),
    async stop() {
      isStopped = true
      cancel()
      waiting = []
      await underWay
    },
  }
}

/**
 * Rejects an answer without a bar that should have ended. The venue, or a clock that was set back, treated that bar as
 * still open.
 *
 * @returns the answer, or a failure when the last bar of the range is neither a row nor missing
 */
async function withEveryBar(
  { symbol, interval, from, to }: BackfillJob,
  answer: FeedAnswer<Ranged<CandleRow>>,
): FeedAnswer<Ranged<CandleRow>> {
  const had = await answer
  if (!had.ok) return had
  const { rows, missing } = had.value
  const last = Math.floor(to / interval) * interval
  const reached = Math.max(from, (rows.at(-1)?.t ?? Number.NEGATIVE_INFINITY) + interval, missing.at(-1)?.to ?? 0)
  // A range that starts inside a bar contains one bar less.
  if (last - reached < interval) return had
  const why = `candles of ${symbol}: expected bars until ${to}, found them until ${reached}: not yet over`
  return fail<FeedError>({ kind: 'unanswered', why })
}

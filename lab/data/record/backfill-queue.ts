import type { Clock } from '../../clock.ts'
import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import type { Missing, Ranged } from '../../market/ranged.ts'
import type { CandleRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import { fail } from '../../result.ts'
import type { Cancel, Timers } from '../../timers.ts'
import { unwrapAnswer } from './unwrap-answer.ts'

/** Candles to request from the venue: those that open in [from, to). */
export interface BackfillJob {
  readonly symbol: string
  readonly interval: DurationMs
  readonly from: EpochMs
  readonly to: EpochMs
  /** A check of minutes that are recorded already: the venue's count differs from the recorder's, or was never compared. */
  readonly isDoubt?: true
}

export interface BackfillQueueOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly read: (job: BackfillJob) => FeedAnswer<Ranged<CandleRow>>
  /** The answer to a job has arrived. @param missing time ranges that the venue does not have */
  onFetched(job: BackfillJob, candles: readonly CandleRow[], missing: readonly Missing[]): void | Promise<void>
  /** A request failed and will be repeated. @param tries requests of this job so far */
  onFailed(job: BackfillJob, error: string, tries: number): void
  /** The received rows could not be written. */
  onBroken(error: unknown): void
}

/** Requests missing candles, one request at a time, because the venue limits requests. */
export interface BackfillQueue {
  add(job: BackfillJob): void
  /** Number of jobs that wait, including the running one. */
  waiting(): number
  /** Resolves when no request is running. Waiting jobs are dropped: their recorded gaps let the next run fetch them. */
  stop(): Promise<void>
}

/** The venue publishes a closed candle a few seconds after its end. A request before that would find none. */
const closeDelay: DurationMs = 8 * second
const longestPause: DurationMs = 120 * second
/** Shortest wait between two looks at the queue, for clocks that stand still. */
const shortestPause: DurationMs = 50
/** Most jobs that wait. Further ones stay recorded as gaps, and the next run fetches them. */
const capacity = 20_000

/** @param clock the venue's time: a bar that has not ended there cannot be fetched, whatever the local clock shows */
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
 * Rejects an answer that leaves out a bar which should have ended: the venue, or a clock that was set back, took it for still
 * open.
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

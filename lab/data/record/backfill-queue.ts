import type { Clock } from '../../clock.ts'
import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import type { Missing, Ranged } from '../../market/ranged.ts'
import type { CandleRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import { fail } from '../../result.ts'
import type { Cancel, Timers } from '../../timers.ts'
import { ask } from './ask.ts'

/** Candles that are to be had from the venue: those that open in [from, to). */
export interface BackfillJob {
  readonly symbol: string
  readonly interval: DurationMs
  readonly from: EpochMs
  readonly to: EpochMs
  /** Nothing is known to be missing, but the venue counts otherwise than we do, or may. Of minutes. */
  readonly isDoubt?: true
}

export interface BackfillQueueOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly read: (job: BackfillJob) => FeedAnswer<Ranged<CandleRow>>
  /** What was asked for is here, as far as the venue has it. */
  onFetched(job: BackfillJob, candles: readonly CandleRow[], missing: readonly Missing[]): void | Promise<void>
  /** It will be tried again. @param tries how often it has been */
  onFailed(job: BackfillJob, error: string, tries: number): void
  /** What was had could not be kept. */
  onBroken(error: unknown): void
}

/** What is missing and can be had, one request at a time: the venue counts what we ask. */
export interface BackfillQueue {
  add(job: BackfillJob): void
  /** How many wait, the one under way included. */
  waiting(): number
  /** Resolves when nothing is under way any more; what waits is dropped, and is told by the gaps on record. */
  stop(): Promise<void>
}

/** The venue closes its candles a little after ours: asked before, it would say that there is none. */
const patience: DurationMs = 8 * second
const longestPause: DurationMs = 120 * second
/** A clock may stand still: it is looked at again no sooner. */
const shortestPause: DurationMs = 50
/** Jobs that wait. Those beyond are gaps on record, and fetched by the next run. */
const capacity = 20_000

/** @param clock the venue's: what has not ended there is not to be had, whatever our own says */
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
    // Gaps are on record, and doubts are not: a kill would take them.
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
    const had = await ask(ended(job, read(job)), error => {
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
        waiting.push({ ...job, due: Math.max(clock(), job.to + patience), tries: 0 })
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
 * What the venue, or a clock that was set back, takes for still open is neither here nor missing.
 *
 * @returns no answer when a bar that opens in the time range, and ends in it, is neither
 */
async function ended(
  { symbol, interval, from, to }: BackfillJob,
  answer: FeedAnswer<Ranged<CandleRow>>,
): FeedAnswer<Ranged<CandleRow>> {
  const had = await answer
  if (!had.ok) return had
  const { rows, missing } = had.value
  const last = Math.floor(to / interval) * interval
  const reached = Math.max(from, (rows.at(-1)?.t ?? Number.NEGATIVE_INFINITY) + interval, missing.at(-1)?.to ?? 0)
  // A time range that begins within a bar holds that much less.
  if (last - reached < interval) return had
  const why = `candles of ${symbol}: expected bars until ${to}, found them until ${reached}: not yet over`
  return fail<FeedError>({ kind: 'unanswered', why })
}

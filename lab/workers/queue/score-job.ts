import type { Redis } from 'ioredis'
import { rowWidth } from '../../evolution/score-row.ts'
import type { DurationMs } from '../../market/units.ts'
import { type Attempt, attempt } from './attempt.ts'
import type { Datasets } from './datasets.ts'
import { clearAttempts, countAttempt, maxAttempts, putDeadLetter, readDeadLetters } from './dead-letter.ts'
import { type BatchJob, scoreKey } from './job.ts'
import type { Names } from './names.ts'
import { readScores, writeScores } from './scores.ts'
import type { WorkerCounters } from './worker-counters.ts'

/** Dependencies of a worker's scoring. */
export interface ScoringContext {
  readonly redis: Redis
  readonly names: Names
  readonly datasets: Datasets
  readonly counters: WorkerCounters
  /** Time limit for one genome on one thread. */
  readonly timeout: DurationMs
  /** Monotonic clock. */
  readonly now: () => DurationMs
  /** Runs tasks one at a time, since the threads handle one batch at a time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

interface Task {
  readonly key: string
  readonly text: string
}

/**
 * Scores the genomes of a job that have no score yet, and stores the scores in Redis for the submitter.
 *
 * @param again whether the job was attempted before; its genomes are then scored one by one, to find the one that
 *   crashes its worker
 * @throws the last error, if genomes must be tried again
 */
export async function scoreJob(context: ScoringContext, job: BatchJob, again: boolean): Promise<void> {
  const { redis, names, counters } = context
  const tasks = job.texts.map((text): Task => ({ text, key: scoreKey(text, job.share) }))
  const keys = tasks.map(({ key }) => key)
  const known = await readScores(redis, names.scores(job.jobSpec), keys)
  const deadLetters = await readDeadLetters(redis, names, job.jobSpec, keys)
  const left = tasks.filter(({ key }, i) => !known[i] && !deadLetters.has(key))
  counters.jobs++
  counters.known += known.filter(row => row !== undefined).length
  let last: Error | undefined
  for (const some of again ? left.map(task => [task]) : [left])
    if (some.length > 0) last = (await scoreSome(context, job, some, again)) ?? last
  if (last) throw last
}

/**
 * Scores some genomes of a job.
 *
 * @param alone whether genomes are scored one by one: `tasks` is then a single genome, and its attempt is counted before
 *   it begins
 * @returns the error of a genome that must be tried again
 */
async function scoreSome(
  context: ScoringContext,
  job: BatchJob,
  tasks: readonly Task[],
  alone: boolean,
): Promise<Error | undefined> {
  const { redis, names, counters } = context
  const [attempted, tries] = await context.inTurn(() => tryOnce(context, job, tasks, alone))
  if ('broken' in attempted)
    return alone ? recordFailure(context, job, tasks[0], attempted.broken, tries) : attempted.broken
  const failed = new Map(attempted.scored.failures.map(({ index, error }) => [index, error]))
  const good = tasks.flatMap((_, i) => (failed.has(i) ? [] : [i]))
  const rows = new Float64Array(good.length * rowWidth)
  for (const [n, i] of good.entries())
    rows.set(attempted.scored.rows.subarray(i * rowWidth, (i + 1) * rowWidth), n * rowWidth)
  const keys = good.map(i => tasks[i].key)
  await writeScores(redis, names.scores(job.jobSpec), keys, rows)
  if (alone) await clearAttempts(redis, names, job.jobSpec, keys)
  counters.evaluations += good.length
  let last: Error | undefined
  for (const [i, error] of failed) {
    const count = alone ? tries : await countAttempt(redis, names, job.jobSpec, tasks[i].key)
    last = (await recordFailure(context, job, tasks[i], error, count)) ?? last
  }
  return last
}

/** @returns the result, and the number of attempts if a single genome was scored, otherwise 0 */
async function tryOnce(
  context: ScoringContext,
  job: BatchJob,
  tasks: readonly Task[],
  alone: boolean,
): Promise<readonly [Attempt, number]> {
  const { redis, names, datasets, counters, now } = context
  const pool = await datasets.of(job.jobSpec)
  // Counted before the attempt, because a genome that crashes the process cannot be counted afterwards.
  const tries = alone ? await countAttempt(redis, names, job.jobSpec, tasks[0].key) : 0
  if (tries > maxAttempts)
    return [{ broken: new Error('its worker ended or stopped responding each time'), isLate: false }, maxAttempts]
  const begun = now()
  const attempted = await attempt(
    pool,
    tasks.map(({ text }) => text),
    job.share,
    context.timeout,
  )
  counters.busyMs += now() - begun
  if ('broken' in attempted) {
    if (attempted.isLate) counters.timeouts++
    await datasets.drop(job.jobSpec)
  }
  return [attempted, tries]
}

/** Records a failure, and a dead letter after the last attempt. @returns the error if attempts are left */
async function recordFailure(
  { redis, names, counters }: ScoringContext,
  { jobSpec }: BatchJob,
  { key, text }: Task,
  error: Error,
  tries: number,
): Promise<Error | undefined> {
  counters.failures++
  if (tries < maxAttempts) return error
  await putDeadLetter(redis, names, jobSpec, key, { genome: text, error: error.message, tries })
  return undefined
}

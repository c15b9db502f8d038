import type { Redis } from 'ioredis'
import { rowWidth } from '../../evolution/score-row.ts'
import type { DurationMs } from '../../market/units.ts'
import { type Attempt, attempt } from './attempt.ts'
import type { Datasets } from './datasets.ts'
import { type BatchJob, scoreKey } from './job.ts'
import type { Names } from './names.ts'
import { readScores, writeScores } from './scores.ts'
import { countTry, forgetTries, mostTries, readSetAside, setAside } from './dead-letter.ts'
import type { Tally } from './worker-counters.ts'

/** What a worker scores with. */
export interface Workplace {
  readonly redis: Redis
  readonly names: Names
  readonly datasets: Datasets
  readonly tally: Tally
  /** How long one genome may take on one thread. */
  readonly patience: DurationMs
  /** Monotonic. */
  readonly now: () => DurationMs
  /** Runs one piece of work after the other: threads have one batch in hand at a time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

interface Task {
  readonly key: string
  readonly text: string
}

/**
 * Scores what of a job has no score yet, and leaves the scores where the submitter looks for them.
 *
 * @param again whether somebody tried before: then one genome after the other, so that the one that takes its worker along is found out
 * @throws the last error, when there are genomes left to be tried again
 */
export async function scoreJob(place: Workplace, job: BatchJob, again: boolean): Promise<void> {
  const { redis, names, tally } = place
  const tasks = job.texts.map((text): Task => ({ text, key: scoreKey(text, job.share) }))
  const keys = tasks.map(({ key }) => key)
  const known = await readScores(redis, names.scores(job.brief), keys)
  const aside = await readSetAside(redis, names, job.brief, keys)
  const left = tasks.filter(({ key }, i) => !known[i] && !aside.has(key))
  tally.jobs++
  tally.known += known.filter(row => row !== undefined).length
  let last: Error | undefined
  for (const some of again ? left.map(task => [task]) : [left])
    if (some.length > 0) last = (await scoreSome(place, job, some, again)) ?? last
  if (last) throw last
}

/** @returns the error of a genome that is to be tried again */
async function scoreSome(
  place: Workplace,
  job: BatchJob,
  tasks: readonly Task[],
  alone: boolean,
): Promise<Error | undefined> {
  const { redis, names, tally } = place
  const [attempted, tries] = await place.inTurn(() => tryOnce(place, job, tasks, alone))
  if ('broken' in attempted) return alone ? put(place, job, tasks[0], attempted.broken, tries) : attempted.broken
  const failed = new Map(attempted.scored.failures.map(({ index, error }) => [index, error]))
  const good = tasks.flatMap((_, i) => (failed.has(i) ? [] : [i]))
  const rows = new Float64Array(good.length * rowWidth)
  for (const [n, i] of good.entries())
    rows.set(attempted.scored.rows.subarray(i * rowWidth, (i + 1) * rowWidth), n * rowWidth)
  const keys = good.map(i => tasks[i].key)
  await writeScores(redis, names.scores(job.brief), keys, rows)
  if (alone) await forgetTries(redis, names, job.brief, keys)
  tally.evaluations += good.length
  let last: Error | undefined
  for (const [i, error] of failed) {
    const count = alone ? tries : await countTry(redis, names, job.brief, tasks[i].key)
    last = (await put(place, job, tasks[i], error, count)) ?? last
  }
  return last
}

/** @returns what became of it, and how often the genome was tried, where it is alone */
async function tryOnce(
  place: Workplace,
  job: BatchJob,
  tasks: readonly Task[],
  alone: boolean,
): Promise<readonly [Attempt, number]> {
  const { redis, names, datasets, tally, now } = place
  const pool = await datasets.of(job.brief)
  // Counted beforehand: a genome that ends the process leaves nobody to count it afterwards.
  const tries = alone ? await countTry(redis, names, job.brief, tasks[0].key) : 0
  if (tries > mostTries)
    return [{ broken: new Error('its worker ended, or fell silent, each time'), isLate: false }, mostTries]
  const begun = now()
  const attempted = await attempt(
    pool,
    tasks.map(({ text }) => text),
    job.share,
    place.patience,
  )
  tally.busyMs += now() - begun
  if ('broken' in attempted) {
    if (attempted.isLate) tally.timeouts++
    await datasets.drop(job.brief)
  }
  return [attempted, tries]
}

/** Sets a genome aside that had all its tries. @returns its error when it has some left */
async function put(
  { redis, names, tally }: Workplace,
  { brief }: BatchJob,
  { key, text }: Task,
  error: Error,
  tries: number,
): Promise<Error | undefined> {
  tally.failures++
  if (tries < mostTries) return error
  await setAside(redis, names, brief, key, { genome: text, error: error.message, tries })
  return undefined
}

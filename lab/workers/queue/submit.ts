import { hostname } from 'node:os'
import { Queue, QueueEvents } from 'bullmq'
import { type Clock, wallClock } from '../../clock.ts'
import type { Evaluate } from '../../evolution/breeding.ts'
import type { Dataset } from '../../evolution/measure.ts'
import { readScore } from '../../evolution/score-row.ts'
import type { Genome } from '../../genome/genome.ts'
import { genomeText } from '../../genome/genome-text.ts'
import { type DurationMs, day } from '../../market/units.ts'
import { shareSnapshot } from '../snapshots/snapshot.ts'
import type { SnapshotStore } from '../snapshots/store.ts'
import { batchSize, mostInFlight } from './batches.ts'
import { thisBuild } from './build.ts'
import { connectRedis, isDisconnect, type Notify } from './connection.ts'
import { clearDeadLetters } from './dead-letter.ts'
import { DeadLetterError } from './dead-letter-error.ts'
import {
  type HeartbeatSender,
  readParticipants,
  requireSameBuild,
  startHeartbeat,
  type WorkerHeartbeat,
  workersAmong,
} from './heartbeat.ts'
import { type BatchJob, scoreKey } from './job.ts'
import { jobSpecOf } from './job-spec.ts'
import { defaultQueue, namesOf, prefix } from './names.ts'
import { readScores, trimScores } from './scores.ts'
import { type Submission, submit } from './submission.ts'

export interface QueueOptions {
  readonly redis: string
  readonly queue?: string
  readonly snapshots: SnapshotStore
  readonly tell?: Notify
  /** Time without a heartbeat after which a participant counts as lost. */
  readonly lostAfter?: DurationMs
  readonly clock?: Clock
}

/** Remote workers, as a run sees them. */
export interface QueuePool {
  /** Scores genomes. @throws DeadLetterError if no worker could score some of them; all other scores are kept */
  readonly evaluate: Evaluate
  /** Number of genomes scored since the start. */
  done(): number
  /** Workers of the queue, as of the last heartbeats. */
  workers(): readonly WorkerHeartbeat[]
  /** Removes jobs that no worker has started, and disconnects. */
  close(): Promise<void>
}

export const defaultLostAfter: DurationMs = 15_000

/** Maximum wait for Redis at the start, so that a wrong address is reported soon. */
const connectTimeout: DurationMs = 10_000

/**
 * Submits genomes to the workers of a queue. While there are no workers, or Redis is away, it waits and reports that.
 *
 * @throws InputError if Redis cannot be reached, or a participant has another build
 */
export async function startQueue(dataset: Dataset, options: QueueOptions): Promise<QueuePool> {
  const { tell = () => {}, lostAfter = defaultLostAfter, clock = wallClock } = options
  const names = namesOf(options.queue ?? defaultQueue)
  const build = thisBuild()
  const redis = await connectRedis(options.redis, { timeout: connectTimeout, tell })
  let fleet: readonly WorkerHeartbeat[]
  let jobSpec: { readonly hash: string; readonly text: string }
  try {
    const all = await readParticipants(redis, names)
    requireSameBuild(all, build, names.queue)
    fleet = workersAmong(all)
    jobSpec = jobSpecOf(dataset, await shareSnapshot(options.snapshots, dataset.market), build)
    await clearDeadLetters(redis, names, jobSpec.hash)
  } catch (error) {
    redis.disconnect()
    throw error
  }
  // Published again and again, so that every worker finds it, however long ago a job was submitted.
  const publish = () => redis.set(names.jobSpec(jobSpec.hash), jobSpec.text, 'PX', 7 * day)

  const queue = new Queue<BatchJob>(names.queue, { prefix, connection: redis })
  const heard = redis.duplicate()
  const events = new QueueEvents(names.queue, { prefix, connection: heard })
  const context = {
    ...{ redis, queue, names, jobSpec: jobSpec.hash, build },
    mostInFlight: () => mostInFlight(fleet.length),
  }
  let current: Submission | undefined
  let done = 0
  let closed = false

  const failed = (error: Error) => {
    if (!closed && !isDisconnect(error)) current?.cancel(error).catch(() => {})
  }
  queue.on('error', failed)
  events.on('error', failed)
  heard.on('error', failed)
  events.on('completed', ({ jobId }) => current?.onCompleted(jobId))
  events.on('failed', ({ jobId, failedReason }) => current?.onFailed(jobId, failedReason))
  events.on('stalled', () => tell('a worker was lost: its jobs are given to other workers'))

  const since = clock()
  const id = `${hostname()}-${process.pid}-${since.toString(36)}`
  const status = () => ({
    ...({ role: 'submitter', id, host: hostname(), pid: process.pid, build, since, at: clock() } as const),
    ...{ run: dataset.plan.name, jobSpec: jobSpec.hash, waitsFor: current?.left() ?? 0 },
  })
  let heartbeat: HeartbeatSender
  try {
    await Promise.all([publish(), events.waitUntilReady()])
    heartbeat = await startHeartbeat(redis, names, status, lostAfter, failed)
  } catch (error) {
    redis.disconnect()
    heard.disconnect()
    throw error
  }

  let checksWithoutWorkers = 0
  /** Detects losses that no event reports. */
  async function lookAfter(): Promise<void> {
    fleet = workersAmong(await readParticipants(redis, names))
    if (!current) return
    checksWithoutWorkers = fleet.length === 0 ? checksWithoutWorkers + 1 : 0
    if (checksWithoutWorkers % 20 === 2)
      tell(`no worker serves the queue "${names.queue}": waiting for one (npx tsx scripts/worker.ts --redis …)`)
    await publish()
    await current.check()
  }
  let isLooking = false
  const look = () => {
    if (isLooking || closed) return
    isLooking = true
    lookAfter()
      .catch(failed)
      .finally(() => {
        isLooking = false
      })
  }
  const timer = setInterval(look, lostAfter / 3)
  // After a restart, Redis may have lost its last second of writes.
  redis.on('ready', look)

  async function evaluate(genomes: readonly Genome[], share?: number) {
    if (closed) throw new Error('the queue is closed')
    const texts = genomes.map(genomeText)
    const keys = texts.map(text => scoreKey(text, share))
    const scores = names.scores(jobSpec.hash)
    const rows = new Map<string, Float64Array>()
    for (const [i, row] of (await readScores(redis, scores, keys)).entries()) if (row) rows.set(keys[i], row)
    done += rows.size
    const open = keys.flatMap((key, i) => (rows.has(key) ? [] : [{ key, text: texts[i] }]))
    if (open.length > 0) {
      fleet = workersAmong(await readParticipants(redis, names))
      const threads = fleet.reduce((sum, worker) => sum + worker.threads, 0)
      current = submit(context, open, share, batchSize(open.length, fleet.length, threads), count => {
        done += count
      })
      try {
        const { rows: fresh, deadLetters } = await current.result
        if (deadLetters.length > 0) throw new DeadLetterError(deadLetters, names.queue)
        for (const [key, row] of fresh) rows.set(key, row)
      } finally {
        current = undefined
      }
      await trimScores(redis, scores)
    }
    return keys.map(key => readScore(rows.get(key) as Float64Array, 0))
  }

  return {
    evaluate,
    done: () => done,
    workers: () => fleet,
    async close() {
      if (closed) return
      closed = true
      clearInterval(timer)
      const isThere = redis.status === 'ready'
      if (isThere) {
        await current?.cancel(new Error('the queue is closed'))
        await heartbeat.end()
      }
      await Promise.all([events.close(), queue.close()])
      for (const connection of [heard, redis]) connection.disconnect()
    },
  }
}

import { hostname } from 'node:os'
import { type Job, WaitingError, Worker } from 'bullmq'
import { type Clock, wallClock } from '../../clock.ts'
import { InputError } from '../../input-error.ts'
import type { DurationMs } from '../../market/units.ts'
import type { SnapshotStore } from '../snapshots/store.ts'
import { thisBuild } from './build.ts'
import { connectRedis, isDisconnect, type Notify } from './connection.ts'
import { openDatasets } from './datasets.ts'
import { readParticipants, requireSameBuild, startHeartbeat, type WorkerHeartbeat } from './heartbeat.ts'
import type { BatchJob } from './job.ts'
import { defaultQueue, namesOf, prefix } from './names.ts'
import { scoreJob } from './score-job.ts'
import { defaultLostAfter } from './submit.ts'
import { newWorkerCounters } from './worker-counters.ts'

export interface ServeOptions {
  readonly redis: string
  readonly queue?: string
  readonly snapshots: SnapshotStore
  readonly threads: number
  /** Time without a heartbeat after which this worker counts as lost, and its jobs are given to others. */
  readonly lostAfter?: DurationMs
  /** Time limit for one genome on one thread. */
  readonly timeout?: DurationMs
  readonly tell?: Notify
  readonly clock?: Clock
}

/** A worker that serves a queue until it is drained. */
export interface Service {
  /** Its heartbeat, as other participants see it. */
  status(): WorkerHeartbeat
  /** Whether Redis is connected now. */
  isConnected(): boolean
  /** Finishes running jobs and accepts no more. */
  drain(): Promise<void>
  /** Resolves when the worker has stopped. @throws InputError if it had to stop because of another build */
  readonly ended: Promise<void>
}

export const defaultTimeout: DurationMs = 60_000

/** Number of jobs taken at the same time: the running one, and the next one, so that it starts without delay. */
const jobsAtOnce = 2

/**
 * Maximum number of times that one job may lose its worker. A genome that crashes workers becomes a dead letter long
 * before.
 */
const mostLosses = 1_000

/**
 * Scores jobs from a queue on threads of this process. While Redis is not reachable, it waits.
 *
 * @throws InputError if a run of another build uses the queue
 */
export async function serve(options: ServeOptions): Promise<Service> {
  const { tell = () => {}, lostAfter = defaultLostAfter, clock = wallClock, timeout = defaultTimeout } = options
  const names = namesOf(options.queue ?? defaultQueue)
  const build = thisBuild()
  const redis = await connectRedis(options.redis, { tell })
  const runs = async () => (await readParticipants(redis, names)).filter(({ role }) => role === 'submitter')
  try {
    requireSameBuild(await runs(), build, names.queue)
  } catch (error) {
    redis.disconnect()
    throw error
  }
  const datasets = openDatasets(redis, names, options.snapshots, options.threads)
  const counters = newWorkerCounters()
  let turn: Promise<unknown> = Promise.resolve()
  const context = {
    ...{ redis, names, datasets, counters, timeout, now: clock },
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const mine = turn.then(work)
      turn = mine.catch(() => {})
      return mine
    },
  }

  let state: WorkerHeartbeat['state'] = 'serving'
  let buildMismatch: InputError | undefined
  const since = clock()
  const id = `${hostname()}-${process.pid}-${since.toString(36)}`
  const status = (): WorkerHeartbeat => ({
    ...{ role: 'worker', id, host: hostname(), pid: process.pid, build, since, at: clock() },
    ...{ threads: options.threads, state, ...counters, residentBytes: process.memoryUsage.rss() },
  })
  const failed = (error: Error) => {
    if (!isDisconnect(error)) tell(`worker ${id}: ${error.message}`)
  }
  const heartbeat = await startHeartbeat(redis, names, status, lostAfter, failed)

  /** Returns a job of another build to the queue if a run waits for it, and drops it otherwise. */
  async function refuse(job: Job<BatchJob>, token: string | undefined): Promise<void> {
    const waits = (await runs()).some(run => run.build === job.data.build)
    if (!waits) return tell(`dropped a leftover job of build ${job.data.build}; this worker has build ${build}`)
    buildMismatch = new InputError(
      `the queue "${names.queue}" serves a run of build ${job.data.build}, this worker has build ${build}: they would score differently; ` +
        'bring both to the same version, or give one of them another queue with --queue',
    )
    await job.moveToWait(token)
    drain().catch(failed)
    throw new WaitingError()
  }

  const worker = new Worker<BatchJob>(
    names.queue,
    async (job, token) => {
      if (job.data.build !== build) return refuse(job, token)
      await scoreJob(context, job.data, job.attemptsStarted > 1)
    },
    {
      ...{ prefix, connection: redis, concurrency: jobsAtOnce, name: id, maxStalledCount: mostLosses },
      ...{ lockDuration: lostAfter, stalledInterval: lostAfter / 2, runRetryDelay: 1_000 },
    },
  )
  worker.on('error', failed)
  worker.on('failed', (_, error) => failed(error))

  let isOver: (() => void) | undefined
  let drained: Promise<void> | undefined
  const ended = new Promise<void>((resolve, reject) => {
    isOver = () => (buildMismatch ? reject(buildMismatch) : resolve())
  })
  // The caller may drain without awaiting `ended`.
  ended.catch(() => {})

  function drain(): Promise<void> {
    drained ??= (async () => {
      state = 'draining'
      await worker.close()
      await datasets.close()
      await heartbeat.end()
      redis.disconnect()
      isOver?.()
    })()
    return drained
  }

  return { status, isConnected: () => redis.status === 'ready', drain, ended }
}

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
  /** Silence after which others take this worker for lost, and its work for theirs. */
  readonly lostAfter?: DurationMs
  /** How long one genome may take on one thread. */
  readonly timeout?: DurationMs
  readonly tell?: Notify
  readonly clock?: Clock
}

/** A worker that serves a queue until it is told to stop. */
export interface Service {
  /** What others see of it. */
  status(): WorkerHeartbeat
  /** Whether Redis answers, at this moment. */
  isConnected(): boolean
  /** Finishes what is in hand and takes no more. */
  drain(): Promise<void>
  /** @throws InputError when it cannot go on */
  readonly ended: Promise<void>
}

export const defaultTimeout: DurationMs = 60_000

/** The one in hand, and the next, which is there when that is done. */
const jobsAtOnce = 2

/** Lost workers that one job survives: innocent genomes lose some, and each that is guilty is dead-lettered after a few. */
const mostLosses = 1_000

/**
 * Scores what is submitted to a queue, on threads of this process. A Redis that is not there, or goes away, is waited for.
 *
 * @throws InputError when a run of another build is being served there
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
  let unfit: InputError | undefined
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

  /** A job of another build goes back when a run waits for it, and away when none does. */
  async function refuse(job: Job<BatchJob>, token: string | undefined): Promise<void> {
    const waits = (await runs()).some(run => run.build === job.data.build)
    if (!waits) return tell(`a job of ${job.data.build} was left over, and is dropped: this is ${build}`)
    unfit = new InputError(
      `the queue "${names.queue}" serves a run of ${job.data.build}, this is ${build}: they would score differently; ` +
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
    isOver = () => (unfit ? reject(unfit) : resolve())
  })
  // Whoever drains may not listen.
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

import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { chunks } from './batches.ts'
import { type DeadLetter, maxAttempts, readDeadLetters } from './dead-letter.ts'
import { type BatchJob, jobId } from './job.ts'
import type { Names } from './names.ts'
import { readScores } from './scores.ts'

/** Queue and Redis connection with which a run submits jobs. */
export interface SubmissionContext {
  readonly redis: Redis
  readonly queue: Queue<BatchJob>
  readonly names: Names
  /** Hash of the job spec. */
  readonly jobSpec: string
  readonly build: string
  /** Returns the current maximum number of jobs in the queue. */
  readonly mostInFlight: () => number
}

/** A genome to score: its score key (see `scoreKey`) and its text. */
export interface Task {
  readonly key: string
  readonly text: string
}

/** A generation whose genomes are scored through the queue. */
export interface Submission {
  /**
   * Rows of scores by key, and genomes that could not be scored.
   *
   * @throws if a job failed for a reason other than its genomes
   */
  readonly result: Promise<{
    readonly rows: ReadonlyMap<string, Float64Array>
    readonly deadLetters: readonly DeadLetter[]
  }>
  /** Number of genomes that are neither scored nor dead letters yet. */
  left(): number
  /** Reads the scores of a job that is reported complete. */
  onCompleted(id: string): Promise<void>
  /** Rejects the result, because a job of this submission failed as a whole. */
  onFailed(id: string, reason: string): void
  /** Checks every submitted job: collects finished jobs, and resubmits lost ones. */
  check(): Promise<void>
  /** Rejects the result with the error, and removes the jobs that no worker has started. */
  cancel(error: Error): Promise<void>
}

/**
 * Maximum number of failures of a whole job. A genome becomes a dead letter after `maxAttempts` failures, so more
 * failures have another cause.
 */
const attempts = 2 * maxAttempts

/**
 * Submits genomes in jobs.
 *
 * @param share    fraction of the training time to score on, see `BatchJob`
 * @param size     number of genomes per job
 * @param onScores called with the number of new scores
 */
export function submit(
  context: SubmissionContext,
  tasks: readonly Task[],
  share: number | undefined,
  size: number,
  onScores: (count: number) => void,
): Submission {
  const waiting = chunks(tasks, size).map(some => ({ id: jobId(context.jobSpec, some.map(keyOf)), tasks: some }))
  const inFlight = new Map<string, readonly Task[]>()
  const rows = new Map<string, Float64Array>()
  const deadLetters: DeadLetter[] = []
  let isOver = false
  const { promise: result, resolve, reject } = withResolvers<{ rows: typeof rows; deadLetters: typeof deadLetters }>()

  const fail = (error: unknown) => {
    isOver = true
    reject(error)
  }

  /** Submits jobs up to the limit. */
  async function fill(): Promise<void> {
    while (!isOver && inFlight.size < context.mostInFlight()) {
      const next = waiting.shift()
      if (!next) break
      inFlight.set(next.id, next.tasks)
      await add(next.id, next.tasks)
    }
    if (!isOver && inFlight.size === 0 && waiting.length === 0) {
      isOver = true
      resolve({ rows, deadLetters })
    }
  }

  async function add(id: string, some: readonly Task[]): Promise<void> {
    const job: BatchJob = {
      ...{ jobSpec: context.jobSpec, build: context.build, texts: some.map(({ text }) => text) },
      ...(share !== undefined && { share }),
    }
    await context.queue.add('score', job, {
      ...{ jobId: id, attempts, backoff: { type: 'exponential', delay: 100 } },
      ...{ removeOnComplete: true, removeOnFail: true },
    })
  }

  /**
   * Collects the scores of a job. If scores are missing and the job is no longer in the queue, the job is submitted
   * again.
   */
  async function settle(id: string): Promise<void> {
    const some = inFlight.get(id)
    if (!some || isOver) return
    const keys = some.map(keyOf)
    const found = await readScores(context.redis, context.names.scores(context.jobSpec), keys)
    const missing = keys.filter((_, i) => !found[i])
    const out = await readDeadLetters(context.redis, context.names, context.jobSpec, missing)
    if (out.size < missing.length) {
      if ((await context.queue.getJobState(id)) === 'unknown') await add(id, some)
      return
    }
    // A concurrent call may have collected the job already.
    if (!inFlight.delete(id)) return
    for (const [i, row] of found.entries()) if (row) rows.set(keys[i], row)
    deadLetters.push(...out.values())
    onScores(some.length - out.size)
    await fill()
  }

  fill().catch(fail)
  return {
    result,
    left: () => tasks.length - rows.size - deadLetters.length,
    onCompleted: id => settle(id).catch(fail),
    onFailed(id, reason) {
      if (inFlight.has(id)) fail(new Error(`a batch of ${inFlight.get(id)?.length} genomes failed: ${reason}`))
    },
    async check() {
      for (const id of [...inFlight.keys()]) await settle(id).catch(fail)
    },
    async cancel(error) {
      const ids = [...inFlight.keys()]
      fail(error)
      for (const id of ids) await context.queue.remove(id)
    },
  }
}

const keyOf = ({ key }: Task): string => key

function withResolvers<T>() {
  let settle!: { resolve: (value: T) => void; reject: (error: unknown) => void }
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}

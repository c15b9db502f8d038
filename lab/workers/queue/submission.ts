import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { chunks } from './batches.ts'
import { type DeadLetter, maxAttempts, readDeadLetters } from './dead-letter.ts'
import { type BatchJob, jobId } from './job.ts'
import type { Names } from './names.ts'
import { readScores } from './scores.ts'

/** Where a run hands in its work. */
export interface SubmissionContext {
  readonly redis: Redis
  readonly queue: Queue<BatchJob>
  readonly names: Names
  /** Hash of the job spec. */
  readonly jobSpec: string
  readonly build: string
  /** Jobs that may be in the queue at a time, at this moment. */
  readonly mostInFlight: () => number
}

export interface Task {
  readonly key: string
  readonly text: string
}

/** A generation on its way through the queue. */
export interface Submission {
  /** @throws when a job failed for another reason than one of its genomes */
  readonly result: Promise<{
    readonly rows: ReadonlyMap<string, Float64Array>
    readonly deadLetters: readonly DeadLetter[]
  }>
  /** Genomes that are neither scored nor dead-lettered yet. */
  left(): number
  /** A job is said to be done: its scores are looked for. */
  onCompleted(id: string): Promise<void>
  onFailed(id: string, reason: string): void
  /** Looks after every job: takes what is done, and hands in again what is lost. */
  check(): Promise<void>
  /** Takes back what nobody has in hand yet. */
  cancel(error: Error): Promise<void>
}

/** After that many failures of a job as a whole, which each genome survives `maxAttempts` times, something else is wrong. */
const attempts = 2 * maxAttempts

/** @param size genomes of a job; @param onScores hears how many genomes have become known */
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

  /** Hands in what the queue has room for. */
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

  /** Takes the scores of a job that are there; a job that is not all there and not in the queue either is handed in again. */
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
    // Somebody else may have settled it meanwhile.
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

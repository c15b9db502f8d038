import { parentPort, workerData } from 'node:worker_threads'
import type { Dataset } from '../../evolution/measure.ts'
import { rowWidth } from '../../evolution/score-row.ts'
import type { Fraction } from '../../market/units.ts'
import { type Batch, textsOf } from './batch.ts'
import { type Counters, counter } from './counters.ts'
import { type Failure, scoreTexts } from './score-texts.ts'

/** Initial data of a thread. */
export interface WorkerInput {
  readonly dataset: Dataset
  readonly counters: Counters
  readonly kernel: WebAssembly.Module
  readonly memoBytes: number
}

/** Message from the pool: a batch is ready. */
export interface Call {
  /** Memory of the batch; absent: the same as before. */
  readonly batch?: Batch
  readonly count: number
  /** Fraction of the training time, its most recent part. */
  readonly share: Fraction
  /** Number of threads that share the batch. */
  readonly threads: number
  /** Whether a failed genome cancels the rest of the batch. */
  readonly strict: boolean
}

/** Message to the pool: the batch has no genomes left to take. */
export type Answer = readonly Failure[]

const { dataset, counters, kernel, memoBytes } = workerData as WorkerInput
const score = scoreTexts(dataset, kernel, memoBytes, () => Atomics.add(counters, counter.slow, 1))
let batch: Batch

parentPort?.on('message', (call: Call) => {
  batch = call.batch ?? batch
  parentPort?.postMessage(work(call) satisfies Answer)
})

function work({ count, share, threads, strict }: Call): Answer {
  const failures: Failure[] = []
  for (;;) {
    const [from, to] = take(count, threads)
    if (from >= count) return failures
    const rows = batch.rows.subarray(from * rowWidth, to * rowWidth)
    const failed = score(textsOf(batch, from, to), share, rows, () => Atomics.add(counters, counter.done, 1))
    for (const { index, error } of failed) failures.push({ index: from + index, error })
    // No further genomes are started, but other threads finish theirs, so that the first failure does not depend on
    // the number of threads.
    if (strict && failed.length > 0) Atomics.store(counters, counter.taken, count)
  }
}

/**
 * Genomes taken at once. Genomes scored together share indicators; the number shrinks towards the end, so that threads
 * finish together.
 */
const [least, most] = [8, 512]

function take(count: number, threads: number): readonly [from: number, to: number] {
  for (;;) {
    const from = Atomics.load(counters, counter.taken)
    if (from >= count) return [count, count]
    const part = Math.ceil((count - from) / (2 * threads))
    const to = Math.min(count, from + Math.max(least, Math.min(most, part)))
    if (Atomics.compareExchange(counters, counter.taken, from, to) === from) return [from, to]
  }
}

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
  /** Shared with the pool and its other threads. */
  readonly counters: Counters
  /** See `kernelModule`. */
  readonly kernel: WebAssembly.Module
  /** Maximum memory for cached indicator columns, bytes. */
  readonly memoBytes: number
}

/** Message from the pool to a thread: a batch is ready to be scored. */
export interface Call {
  /** Memory of the batch; absent: that of the previous batch. */
  readonly batch?: Batch
  /** Number of genomes in the batch. */
  readonly count: number
  /** Fraction of the training time to use: its most recent part. */
  readonly share: Fraction
  /** Number of threads that share the batch. */
  readonly threads: number
  /** True: after a failed genome, the rest of the batch is not scored. */
  readonly strict: boolean
}

/** Message from a thread to the pool: no genomes are left to take. Lists the thread's failures. */
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
    // No further genomes are taken, but other threads finish theirs. The failure of lowest index in the batch then does
    // not depend on the number of threads.
    if (strict && failed.length > 0) Atomics.store(counters, counter.taken, count)
  }
}

/**
 * Minimum and maximum number of genomes that a thread takes at once. Genomes that are scored together share indicators.
 * Towards the end of a batch the number shrinks, so that all threads finish at about the same time.
 */
const [least, most] = [8, 512]

/** Takes the next genomes of the batch for this thread. @returns the range of indices; from ≥ `count`: none are left */
function take(count: number, threads: number): readonly [from: number, to: number] {
  for (;;) {
    const from = Atomics.load(counters, counter.taken)
    if (from >= count) return [count, count]
    const part = Math.ceil((count - from) / (2 * threads))
    const to = Math.min(count, from + Math.max(least, Math.min(most, part)))
    if (Atomics.compareExchange(counters, counter.taken, from, to) === from) return [from, to]
  }
}

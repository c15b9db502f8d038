import { parentPort, workerData } from 'node:worker_threads'
import type { Dataset } from '../../evolution/measure.ts'
import { rowWidth } from '../../evolution/score-row.ts'
import type { Fraction } from '../../market/units.ts'
import { type Batch, textsOf } from './batch.ts'
import { type Counters, counter } from './counters.ts'
import { type Failure, scoreTexts } from './score-texts.ts'

/** What a thread is born with. */
export interface WorkerInput {
  readonly dataset: Dataset
  readonly counters: Counters
  readonly kernel: WebAssembly.Module
  readonly memoBytes: number
}

/** A word from the pool: there is work. */
export interface Call {
  /** Absent: the one that the last work was in. */
  readonly batch?: Batch
  readonly count: number
  /** Of the training time, its most recent part. */
  readonly share: Fraction
  /** Threads that the work is shared among. */
  readonly threads: number
  /** Whether a genome that fails ends the work. */
  readonly strict: boolean
}

/** A word to the pool: there is no more work to take. */
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
    // Nothing more is taken, but what others have in hand they finish: so the first failure is the same for any number of threads.
    if (strict && failed.length > 0) Atomics.store(counters, counter.taken, count)
  }
}

/** Genomes of one handful share what they have in common: large ones first, and smaller ones towards the end, so that nobody is left working alone. */
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

import { parentPort, workerData } from 'node:worker_threads'
import { createMemo, memoised } from '../../indicators/memo.ts'
import type { BacktestResult, Job } from './job.ts'
import { type MarketSetup, measurer } from './measurer.ts'

/** Data that a worker thread receives at its start. */
export interface WorkerInput extends MarketSetup {
  /** Compiled kernel of the fast evaluator. */
  readonly kernel: WebAssembly.Module
  /** Maximum size of the thread's indicator cache, in bytes. */
  readonly memoBytes: number
}

const { kernel, memoBytes, ...setup } = workerData as WorkerInput
const measure = measurer(setup, memoised(createMemo(memoBytes)), kernel)

parentPort?.on('message', (jobs: readonly Job[]) => {
  parentPort?.postMessage(measure(jobs) satisfies readonly BacktestResult[])
})

import { parentPort, workerData } from 'node:worker_threads'
import { createMemo, memoised } from '../../indicators/memo.ts'
import type { BacktestResult, Job } from './job.ts'
import { type MarketSetup, measurer } from './measurer.ts'

/** Initial data of a thread. */
export interface WorkerInput extends MarketSetup {
  readonly kernel: WebAssembly.Module
  readonly memoBytes: number
}

const { kernel, memoBytes, ...setup } = workerData as WorkerInput
const measure = measurer(setup, memoised(createMemo(memoBytes)), kernel)

parentPort?.on('message', (jobs: readonly Job[]) => {
  parentPort?.postMessage(measure(jobs) satisfies readonly BacktestResult[])
})

import { kernelModule } from '../../bundle/kernel.ts'
import { sharedMarket } from '../../workers/threads/shared-market.ts'
import { startThread } from '../../workers/threads/thread.ts'
import { workerFile } from '../../workers/threads/worker-file.ts'
import type { BacktestResult, Job, Measure } from './job.ts'
import type { MarketSetup } from './measurer.ts'
import type { WorkerInput } from './worker.ts'

export interface Measurers {
  readonly measure: Measure
  close(): Promise<void>
}

/** Jobs per request to a thread: enough to share indicators, few enough to keep all threads busy until the end. */
const jobsPerRequest = 16

/**
 * Starts threads that run jobs. Results do not depend on their number.
 *
 * @param size number of threads, at least one
 * @param memoBytes memory for cached indicators in each thread, bytes
 */
export async function startMeasurers(size: number, setup: MarketSetup, memoBytes = 48 * 2 ** 20): Promise<Measurers> {
  const [file, kernel] = await Promise.all([workerFile(import.meta.url), kernelModule()])
  const input: WorkerInput = { ...setup, market: sharedMarket(setup.market), kernel, memoBytes }
  const threads = Array.from({ length: size }, () =>
    startThread<readonly Job[], readonly BacktestResult[]>(file, input),
  )
  return {
    async measure(jobs, onProgress) {
      const found = new Array<BacktestResult>(jobs.length)
      const part = Math.max(1, Math.min(jobsPerRequest, Math.ceil(jobs.length / (2 * size))))
      let [next, done] = [0, 0]
      const work = async (thread: (typeof threads)[number]) => {
        while (next < jobs.length) {
          const from = next
          next = Math.min(jobs.length, next + part)
          for (const [k, one] of (await thread.ask(jobs.slice(from, next))).entries()) {
            found[from + k] = one
            done++
          }
          onProgress?.(done / jobs.length)
        }
      }
      await Promise.all(threads.map(work))
      return found
    },
    async close() {
      await Promise.all(threads.map(thread => thread.end()))
    },
  }
}

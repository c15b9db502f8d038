import { Worker } from 'node:worker_threads'
import { type Bars, type Column, mapColumns } from '../market/bars.ts'
import type { Evaluate } from './evolve.ts'
import type { Genome } from './genome.ts'
import type { Ground } from './measure.ts'
import type { Score } from './score.ts'

export interface WorkerPool {
  readonly evaluate: Evaluate
  readonly size: number
  /** Gives up whatever is in hand. */
  close(): Promise<void>
}

/** Bytes of indicator columns that each worker may keep. */
export const defaultMemoBytes = 96 * 2 ** 20

/** Tasks that a worker has in hand: the next is there when the last is done. */
const inHand = 2

/**
 * Threads that evaluate genomes. The market is in shared memory: it exists once, however many look at it.
 *
 * @param size    threads, at least one
 * @param onScore hears of every score as it comes in, for progress
 */
export function startWorkers(
  size: number,
  ground: Ground,
  onScore: () => void = () => {},
  memoBytes = defaultMemoBytes,
): WorkerPool {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`${size} worker threads: expected a whole number of at least 1`)
  const shared: Ground = { ...ground, market: ground.market.map(inSharedMemory) }
  const workers = Array.from(
    { length: size },
    () => new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { ground: shared, memoBytes } }),
  )
  let failed: Error | undefined
  const fail = new Set<(error: Error) => void>()
  for (const worker of workers) {
    worker.on('error', end)
    // Whoever waits for a thread that is gone would wait for ever.
    worker.on('exit', () => end(new Error('a worker thread ended, and what it had in hand with it')))
  }

  function end(error: Error): void {
    failed ??= error
    for (const reject of fail) reject(failed)
  }

  function evaluate(genomes: readonly Genome[]): Promise<readonly Score[]> {
    if (failed) return Promise.reject(failed)
    const scores = new Array<Score>(genomes.length)
    if (genomes.length === 0) return Promise.resolve(scores)
    return new Promise((resolve, reject) => {
      let next = 0
      let left = genomes.length
      const give = (worker: Worker) => {
        if (next < genomes.length) worker.postMessage({ index: next, genome: genomes[next++] })
      }
      const listeners = workers.map(worker => {
        const onMessage = ({ index, score }: { index: number; score: Score }) => {
          scores[index] = score
          onScore()
          if (--left === 0) finish(() => resolve(scores))
          else give(worker)
        }
        worker.on('message', onMessage)
        return () => worker.off('message', onMessage)
      })
      const finish = (end: () => void) => {
        for (const remove of listeners) remove()
        fail.delete(onFailure)
        end()
      }
      const onFailure = (error: Error) => finish(() => reject(error))
      fail.add(onFailure)
      for (let i = 0; i < inHand; i++) for (const worker of workers) give(worker)
    })
  }

  return {
    evaluate,
    size,
    async close() {
      await Promise.all(workers.map(worker => worker.terminate()))
    },
  }
}

function inSharedMemory(bars: Bars): Bars {
  const share = (column: Column): Column => {
    const copy = new Float64Array(new SharedArrayBuffer(8 * column.length))
    copy.set(column)
    return copy
  }
  return mapColumns(bars, share)
}

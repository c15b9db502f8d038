import type { Redis } from 'ioredis'
import { InputError } from '../../input-error.ts'
import { fetchSnapshot } from '../snapshots/snapshot.ts'
import type { SnapshotStore } from '../snapshots/store.ts'
import { startWorkers, type WorkerPool } from '../threads/pool.ts'
import { openJobSpec, planOf } from './job-spec.ts'
import type { Names } from './names.ts'

/**
 * The job specs that a worker has loaded, each with its market and its own threads. Only the most recently used job
 * specs stay loaded.
 */
export interface Datasets {
  /**
   * Threads that evaluate genomes of a job spec, which is loaded first if necessary. Loading may end the threads of the
   * least recently used job spec, so calls must not overlap.
   *
   * @param jobSpec hash of the job spec
   * @throws InputError if the job spec or the data is missing, or does not match its hash
   */
  of(jobSpec: string): Promise<WorkerPool>
  /** Ends the threads of a job spec at once. The next `of` starts new ones. */
  drop(jobSpec: string): Promise<void>
  close(): Promise<void>
}

/** Maximum number of loaded job specs. Usually only one run is active. */
const kept = 2

export function openDatasets(redis: Redis, names: Names, store: SnapshotStore, threads: number): Datasets {
  const loaded = new Map<string, Promise<WorkerPool>>()

  async function load(hash: string): Promise<WorkerPool> {
    const text = await redis.get(names.jobSpec(hash))
    if (text === null) throw new InputError(`the job spec ${hash} is not in Redis any more: submit the run again`)
    const jobSpec = openJobSpec({ hash, text })
    const market = await fetchSnapshot(store, jobSpec.fingerprint, jobSpec.symbols)
    const dataset = { plan: planOf(jobSpec), market, instruments: new Map(jobSpec.instruments) }
    return startWorkers(threads, dataset)
  }

  async function drop(hash: string): Promise<void> {
    const pool = loaded.get(hash)
    loaded.delete(hash)
    // A failed load has no threads, and its error was already thrown by `of`.
    await pool?.then(pool => pool.close()).catch(() => {})
  }

  return {
    async of(hash) {
      const pool = loaded.get(hash) ?? load(hash)
      // Moves the job spec to the end of the map, so that it is evicted last.
      loaded.delete(hash)
      loaded.set(hash, pool)
      for (const oldest of [...loaded.keys()].slice(0, -kept)) await drop(oldest)
      try {
        return await pool
      } catch (error) {
        loaded.delete(hash)
        throw error
      }
    },
    drop,
    async close() {
      for (const hash of [...loaded.keys()]) await drop(hash)
    },
  }
}

import type { Redis } from 'ioredis'
import { InputError } from '../../input-error.ts'
import { fetchSnapshot } from '../snapshots/snapshot.ts'
import type { SnapshotStore } from '../snapshots/store.ts'
import { startWorkers, type WorkerPool } from '../threads/pool.ts'
import { openJobSpec, planOf } from './job-spec.ts'
import type { Names } from './names.ts'

/** The markets that a worker has loaded, each with threads of its own, the last used ones. */
export interface Datasets {
  /**
   * Threads that score by a job spec. The least recently used ones may end when others are asked for: to be asked for by one at a time.
   *
   * @throws InputError when job spec or data cannot be had, or are not what their hashes say
   */
  of(jobSpec: string): Promise<WorkerPool>
  /** Ends the threads of a job spec, whatever they are at; whoever asks next gets new ones. */
  drop(jobSpec: string): Promise<void>
  close(): Promise<void>
}

/** Runs whose work is in the queue at once, usually one. */
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
    // What could not be loaded has no threads, and whoever asked for it was told why.
    await pool?.then(pool => pool.close()).catch(() => {})
  }

  return {
    async of(hash) {
      const pool = loaded.get(hash) ?? load(hash)
      // Again last in line to be let go.
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

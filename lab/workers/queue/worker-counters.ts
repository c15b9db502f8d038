import type { DurationMs } from '../../market/units.ts'

/** What a worker has done since it started; it counts as it goes. */
export interface WorkerCounters {
  jobs: number
  /** Genomes scored here. */
  evaluations: number
  /** Genomes whose score was there already. */
  known: number
  /** Tries that ended in an error. */
  failures: number
  /** Of them, those that took too long. */
  timeouts: number
  /** Time with genomes in hand. */
  busyMs: DurationMs
}

export const newWorkerCounters = (): WorkerCounters => ({
  jobs: 0,
  evaluations: 0,
  known: 0,
  failures: 0,
  timeouts: 0,
  busyMs: 0,
})

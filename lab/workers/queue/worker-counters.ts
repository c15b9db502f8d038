import type { DurationMs } from '../../market/units.ts'

/** Counters of a worker since its start; updated in place. */
export interface WorkerCounters {
  /** Batches started. */
  jobs: number
  /** Genomes scored by this worker. */
  evaluations: number
  /** Genomes that needed no evaluation, because Redis already had their score. */
  known: number
  /** Attempts that ended in an error. */
  failures: number
  /** Failures that were timeouts. */
  timeouts: number
  /** Time spent scoring. */
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

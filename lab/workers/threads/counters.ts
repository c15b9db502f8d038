/** Integers shared by all threads of a pool. */
export type Counters = Int32Array

/** Index of each counter. */
export const counter = {
  /** Genomes of this batch that threads have started. */
  taken: 0,
  /** Genomes finished since the start, for progress. */
  done: 1,
  /** Backtests that ran on the plain evaluator. */
  slow: 2,
} as const

export const newCounters = (): Counters => new Int32Array(new SharedArrayBuffer(4 * Object.keys(counter).length))

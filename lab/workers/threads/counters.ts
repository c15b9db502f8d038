/** Counters in memory shared by all threads of a pool, indexed by `counter`. */
export type Counters = Int32Array

/** Index of each counter. */
export const counter = {
  /** Number of genomes of the current batch that threads have started. */
  taken: 0,
  /** Number of genomes finished since the start of the pool, for the progress display. */
  done: 1,
  /** Number of backtests by the plain evaluator, which is slower than the kernel. */
  slow: 2,
} as const

export const newCounters = (): Counters => new Int32Array(new SharedArrayBuffer(4 * Object.keys(counter).length))

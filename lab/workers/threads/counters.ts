/** Whole numbers that all threads of a pool see at once. */
export type Counters = Int32Array

/** Where each stands. */
export const counter = {
  /** Genomes of this batch that some thread has taken in hand. */
  taken: 0,
  /** Genomes that were ever done with, for progress. */
  done: 1,
  /** Backtests that the plain evaluator made. */
  slow: 2,
} as const

export const newCounters = (): Counters => new Int32Array(new SharedArrayBuffer(4 * Object.keys(counter).length))

/** Batches per worker in a generation: enough that fast workers can take over work from slow ones. */
const perWorker = 4

/** Maximum genomes in a batch. It bounds the work lost with a worker, and the size of a message. */
const most = 256

/**
 * Number of genomes in a batch, chosen so that all workers stay busy until the end of a generation, and each batch
 * occupies all threads of a worker.
 *
 * @param threads of all workers together
 */
export function batchSize(genomes: number, workers: number, threads: number): number {
  if (workers === 0) return Math.min(most, Math.max(1, Math.ceil(genomes / 16)))
  const even = Math.ceil(genomes / (perWorker * workers))
  return Math.max(1, Math.min(most, Math.max(even, Math.ceil(threads / workers))))
}

/** Maximum jobs in the queue at a time: those being scored, and one more round. The submitter holds back the rest. */
export const mostInFlight = (workers: number): number => Math.max(8, 3 * workers)

export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}

/** Batches a worker should find waiting in a generation: enough that whoever is done early takes over from who is slow. */
const perWorker = 4

/** Genomes that no batch exceeds: what is lost with a worker, and what one message carries. */
const most = 256

/**
 * Genomes in a batch, such that all workers have something to do until the end of a generation, and each batch something for all threads
 * of a worker.
 *
 * @param threads of all workers together
 */
export function batchSize(genomes: number, workers: number, threads: number): number {
  if (workers === 0) return Math.min(most, Math.max(1, Math.ceil(genomes / 16)))
  const even = Math.ceil(genomes / (perWorker * workers))
  return Math.max(1, Math.min(most, Math.max(even, Math.ceil(threads / workers))))
}

/** Jobs that are in the queue at a time: those in hand, and one more round. Further ones wait with the submitter. */
export const mostInFlight = (workers: number): number => Math.max(8, 3 * workers)

export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}

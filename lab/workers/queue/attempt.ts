import type { DurationMs } from '../../market/units.ts'
import type { ScoredTexts, WorkerPool } from '../threads/pool.ts'

export type Attempt =
  | { readonly scored: ScoredTexts }
  /** The threads can no longer be used: one died, or the batch took too long. */
  | { readonly broken: Error; readonly isLate: boolean }

/** Scores a batch on the threads, with a time limit. @param timeout for one genome on one thread */
export async function attempt(
  pool: WorkerPool,
  texts: readonly string[],
  share: number | undefined,
  timeout: DurationMs,
): Promise<Attempt> {
  const limit = timeout * Math.ceil(texts.length / pool.size)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Attempt>(resolve => {
    const broken = new Error(`took longer than ${limit / 1_000} s`)
    timer = setTimeout(() => resolve({ broken, isLate: true }), limit)
  })
  try {
    return await Promise.race([pool.evaluateTexts(texts, share).then(scored => ({ scored })), late])
  } catch (error) {
    return { broken: error instanceof Error ? error : new Error(String(error)), isLate: false }
  } finally {
    clearTimeout(timer)
  }
}

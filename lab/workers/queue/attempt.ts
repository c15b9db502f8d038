import type { DurationMs } from '../../market/units.ts'
import type { ScoredTexts, WorkerPool } from '../threads/pool.ts'

export type Attempt =
  | { readonly scored: ScoredTexts }
  /** The threads are of no more use: one died, or is stuck. */
  | { readonly broken: Error; readonly isLate: boolean }

/** @param timeout how long one genome may take on one thread */
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

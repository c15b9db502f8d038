import { evolve, type Generation, type Scored } from './evolve.ts'
import type { Ground } from './measure.ts'
import type { RunFolder } from './run-folder.ts'
import { startWorkers } from './workers.ts'

export interface SearchProgress {
  readonly generation: number
  readonly generations: number
  readonly evaluations: number
  /** Of the last finished generation. */
  readonly best?: Scored
}

export interface SearchOptions {
  readonly workers: number
  /** Once aborted, the generation at hand is given up and everything finished is on the disk. */
  readonly signal?: AbortSignal
  /** Hears of every evaluation. */
  readonly onProgress?: (progress: SearchProgress) => void
}

/**
 * Carries a run on to its last generation, from wherever it is.
 *
 * @returns all finished generations; fewer than planned when it was aborted
 */
export async function search(
  run: RunFolder,
  ground: Omit<Ground, 'plan'>,
  options: SearchOptions,
): Promise<readonly Generation[]> {
  const { plan } = run
  const generations = [...run.generations()]
  let evaluations = generations.reduce((sum, { fresh }) => sum + fresh.length, 0)
  const report = () => {
    const last = generations.at(-1)
    options.onProgress?.({
      generation: generations.length,
      generations: plan.search.generations,
      evaluations,
      ...(last && { best: last.population[0] }),
    })
  }
  if (generations.length >= plan.search.generations) return generations
  const pool = startWorkers(options.workers, { ...ground, plan }, () => {
    evaluations++
    report()
  })
  const aborted = new Promise<'aborted'>(resolve => {
    if (options.signal?.aborted) resolve('aborted')
    options.signal?.addEventListener('abort', () => resolve('aborted'), { once: true })
  })
  try {
    const steps = evolve(plan, pool.evaluate, generations)
    for (;;) {
      const step = await Promise.race([steps.next(), aborted])
      if (step === 'aborted' || step.done) return generations
      await run.save(step.value)
      generations.push(step.value)
      report()
    }
  } finally {
    await pool.close()
  }
}

import { availableParallelism } from 'node:os'
import { evaluationsIn, stopReasonOf } from '../evolution/engine/stop.ts'
import { evolve } from '../evolution/evolve.ts'
import type { Generation } from '../evolution/generation.ts'
import type { Dataset } from '../evolution/measure.ts'
import type { Score } from '../evolution/score.ts'
import type { Genome } from '../genome/genome.ts'
import type { Fraction } from '../market/units.ts'
import { startWorkers, type WorkerPool } from '../workers/threads/pool.ts'
import type { Run } from './run.ts'

export interface SearchProgress {
  /** Finished generations. */
  readonly generation: number
  /** Planned generations. */
  readonly generations: number
  /** Evaluations of the whole run so far. */
  readonly evaluations: number
  /** Evaluations of the current generation so far. */
  readonly evaluationsInHand: number
  /** The last finished generation; absent before the first one is finished. */
  readonly last?: Generation
}

/** Evaluates genomes for a search: threads of this process, or remote workers. */
export type SearchPool = Pick<WorkerPool, 'evaluate' | 'done' | 'close'> & Partial<Pick<WorkerPool, 'slow'>>

/** Options for carrying out a search. None of them changes its result. */
export interface SearchOptions {
  /** Opens the pool; the search closes it at its end. Default: one thread of this process per core. */
  readonly pool?: (dataset: Dataset) => SearchPool | Promise<SearchPool>
  /** Aborting cancels the current generation. Finished generations are on disk. */
  readonly signal?: AbortSignal
  /** Called after every generation, and in between while evaluations advance. */
  readonly onProgress?: (progress: SearchProgress) => void
  /** Interval of progress checks, ms. */
  readonly every?: number
  /**
   * Called with new scores before the search uses them. The search waits for the call, so that every evaluation is
   * recorded. `share` is the fraction of the training time, its most recent part, on which the genomes were evaluated.
   */
  readonly onScores?: (genomes: readonly Genome[], scores: readonly Score[], share: Fraction) => Promise<void> | void
}

/**
 * Continues a run to its end, from its last finished generation.
 *
 * @returns all finished generations; an aborted run has fewer than planned
 */
export async function search(
  run: Run,
  dataset: Omit<Dataset, 'plan'>,
  options: SearchOptions = {},
): Promise<readonly Generation[]> {
  const { plan } = run
  const generations = [...run.generations()]
  if (stopReasonOf(plan.search, generations) !== undefined) return generations
  if (options.signal?.aborted) return generations
  const whole = { ...dataset, plan }
  const pool = await (options.pool ?? defaultPool)(whole)
  const aborted = abortPromise(options.signal)
  const watch = progressReporter(plan.search.generations, generations, pool, options)
  const evaluate = async (genomes: readonly Genome[], share: Fraction = 1) => {
    const scores = await pool.evaluate(genomes, share)
    await options.onScores?.(genomes, scores, share)
    return scores.map(withoutTrial)
  }
  try {
    const steps = evolve(plan, evaluate, generations.slice(), plan.start)
    for (;;) {
      const step = await Promise.race([steps.next(), aborted.promise])
      if (step === 'aborted' || step.done) return generations
      await run.save(step.value)
      generations.push(step.value)
      watch.onGeneration()
    }
  } finally {
    watch.end()
    aborted.forget()
    await pool.close()
  }
}

/** One thread of this process per core. The number of threads does not change the result. */
export const defaultPool = (dataset: Dataset): SearchPool => startWorkers(availableParallelism(), dataset)

/** The score without its trial summary, which is stored in the ledger only. */
export const withoutTrial = ({ trial, ...score }: Score): Score => score

/** Polls the progress of the current generation, and reports changes. */
function progressReporter(
  planned: number,
  generations: readonly Generation[],
  pool: SearchPool,
  { onProgress, every = 100 }: SearchOptions,
) {
  let finished = evaluationsIn(generations)
  let before = pool.done()
  let reported = before
  const report = () => {
    reported = pool.done()
    const last = generations.at(-1)
    onProgress?.({
      generation: generations.length,
      generations: planned,
      evaluations: finished + reported - before,
      evaluationsInHand: reported - before,
      ...(last && { last }),
    })
  }
  const timer = onProgress && setInterval(() => pool.done() !== reported && report(), every)
  return {
    onGeneration() {
      finished = evaluationsIn(generations)
      before = pool.done()
      report()
    },
    end: () => clearInterval(timer),
  }
}

/**
 * A promise that resolves when the signal aborts. One signal may serve several searches in turn, so each calls `forget`
 * at its end to remove its listener.
 */
function abortPromise(signal?: AbortSignal): { readonly promise: Promise<'aborted'>; forget(): void } {
  let hear = () => {}
  const promise = new Promise<'aborted'>(resolve => {
    hear = () => resolve('aborted')
    if (signal?.aborted) hear()
    signal?.addEventListener('abort', hear, { once: true })
  })
  return { promise, forget: () => signal?.removeEventListener('abort', hear) }
}

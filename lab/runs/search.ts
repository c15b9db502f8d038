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
  readonly generations: number
  /** Of the whole run, this moment. */
  readonly evaluations: number
  /** Of the generation at hand. */
  readonly evaluationsInHand: number
  /** The last finished generation. */
  readonly last?: Generation
}

/** Those who evaluate for a search: threads of this process, or workers elsewhere. */
export type SearchPool = Pick<WorkerPool, 'evaluate' | 'done' | 'close'> & Partial<Pick<WorkerPool, 'slow'>>

/** How a search is carried out; none of it changes what is found. */
export interface SearchOptions {
  /** Who evaluates; closed when the search ends. Absent: a thread of this process for each core. */
  readonly pool?: (dataset: Dataset) => SearchPool | Promise<SearchPool>
  /** Once aborted, the generation at hand is given up and everything finished is on the disk. */
  readonly signal?: AbortSignal
  /** Hears of every finished generation, and in between of how far the next is. */
  readonly onProgress?: (progress: SearchProgress) => void
  /** Milliseconds between two looks at how far it is. */
  readonly every?: number
  /** Hears of scores before the search does, which waits for it: whatever is recorded was evaluated. */
  readonly onScores?: (genomes: readonly Genome[], scores: readonly Score[], share: Fraction) => Promise<void> | void
}

/**
 * Carries a run on to its end, from wherever it is.
 *
 * @returns all finished generations; fewer than there will be when it was aborted
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

/** A thread of this process for each core. The number of threads changes nothing that is found. */
export const defaultPool = (dataset: Dataset): SearchPool => startWorkers(availableParallelism(), dataset)

/** What the ledger keeps is not kept twice. */
export const withoutTrial = ({ trial, ...score }: Score): Score => score

/** Looks again and again how far the generation at hand is, and tells when something has changed. */
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

/** One signal may end many searches, one after the other: each forgets it when it is over. */
function abortPromise(signal?: AbortSignal): { readonly promise: Promise<'aborted'>; forget(): void } {
  let hear = () => {}
  const promise = new Promise<'aborted'>(resolve => {
    hear = () => resolve('aborted')
    if (signal?.aborted) hear()
    signal?.addEventListener('abort', hear, { once: true })
  })
  return { promise, forget: () => signal?.removeEventListener('abort', hear) }
}

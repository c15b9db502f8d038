import { join } from 'node:path'
import type { Baseline } from '../../lab/evolution/baselines.ts'
import { evaluationsIn } from '../../lab/evolution/engine/stop.ts'
import { byFitness, type Generation } from '../../lab/evolution/generation.ts'
import type { Dataset } from '../../lab/evolution/measure.ts'
import { openLedger } from '../../lab/ledger/ledger.ts'
import { recordingOf } from '../../lab/runs/record-trials.ts'
import { isSealed, type RunFolder, readSealed, writeSealed } from '../../lab/runs/run-folder.ts'
import { type SearchPool, search } from '../../lab/runs/search.ts'
import { searchBlindly } from '../../lab/runs/search-blindly.ts'
import { collectGarbage } from './collect-garbage.ts'
import { progress } from './progress.ts'

/** How a search is carried out. None of it changes the result. */
export interface Terms {
  /** Starts the threads or the queue that evaluate genomes. */
  readonly pool: (dataset: Dataset) => SearchPool | Promise<SearchPool>
  /** When it aborts, the search stops after the current generation. */
  readonly signal: AbortSignal
  /** Folder of the trial ledger. */
  readonly ledger: string
}

/** Time and counts of a search. */
export interface Counted {
  readonly seconds: number
  /** Number of backtests that the fast evaluator left to the plain one; absent when remote workers evaluated. */
  readonly slow?: number
}

/** Runs or continues a search to its end, with a progress bar. */
export async function searchWithBar(
  run: RunFolder,
  dataset: Omit<Dataset, 'plan'>,
  { pool: open, signal, ledger: root }: Terms,
): Promise<Counted & { readonly generations: readonly Generation[] }> {
  const { population } = run.plan.search
  collectGarbage()
  const ledger = openLedger(root)
  const bar = progress(`evolving ${run.plan.name}`)
  const since = performance.now()
  let before: number | undefined
  // Garbage is collected every four generations. The start value −3 puts the first collection in generation 1, when
  // the data of the preparation is no longer needed.
  let collected = -3
  let pool: SearchPool | undefined
  try {
    const generations = await search(run, dataset, {
      pool: async whole => {
        pool = await open(whole)
        return pool
      },
      signal,
      onScores: recordingOf(ledger, run.plan),
      onProgress: ({ generation, generations, evaluations, evaluationsInHand, last }) => {
        before ??= evaluations
        const perSecond = (1_000 * (evaluations - before)) / Math.max(1, performance.now() - since)
        if (generation >= collected + 4) {
          collected = generation
          collectGarbage()
        }
        const share = (generation + Math.min(0.99, evaluationsInHand / population)) / generations
        bar.update(share, [`${evaluations} backtests`, ...speed(perSecond), ...found(last)].join('  '))
      },
    })
    const slow = pool?.slow?.()
    return { generations, seconds: (performance.now() - since) / 1_000, ...(slow !== undefined && { slow }) }
  } finally {
    bar.stop()
    await ledger.close()
  }
}

/**
 * Random and grid search, each with as many evaluations as the run. Done once per run; the result is saved in its folder.
 *
 * @returns undefined after an abort
 */
export async function baselinesWithBar(
  { path, plan }: RunFolder,
  dataset: Omit<Dataset, 'plan'>,
  generations: readonly Generation[],
  { pool: open, signal, ledger: root }: Terms,
): Promise<readonly Baseline[] | undefined> {
  const file = join(path, 'baselines.json')
  if (isSealed(file)) return readSealed<readonly Baseline[]>(file)
  const ledger = openLedger(root)
  const bar = progress('searching the baselines')
  const total = 2 * evaluationsIn(generations)
  let pool: SearchPool | undefined
  const timer = setInterval(() => pool && bar.update(pool.done() / total, `${pool.done()} backtests`), 100)
  // An abort stops the baselines only. The search itself is saved already, and the next --resume repeats the baselines.
  signal.addEventListener('abort', () => pool?.close(), { once: true })
  try {
    const found = await searchBlindly({ ...dataset, plan }, generations, {
      pool: async whole => {
        pool = await open(whole)
        return pool
      },
      onScores: recordingOf(ledger, plan),
    })
    await writeSealed(file, found)
    return found
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  } finally {
    clearInterval(timer)
    bar.stop()
    await ledger.close()
  }
}

const speed = (perSecond: number) => (perSecond > 0 ? [`${perSecond.toPrecision(3)}/s`] : [])

function found(last: Generation | undefined): readonly string[] {
  if (!last) return []
  const sorted = [...last.population].sort(byFitness)
  const [best] = sorted
  return [
    `best ${best.score.fitness.toFixed(2)} (${best.genome.seed})`,
    `median ${sorted[Math.floor(sorted.length / 2)].score.fitness.toFixed(2)}`,
    `diversity ${last.diversity.toFixed(2)}`,
  ]
}

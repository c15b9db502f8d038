import type { Generation } from '../../lab/evolution/evolve.ts'
import type { Ground } from '../../lab/evolution/measure.ts'
import type { RunFolder } from '../../lab/evolution/run-folder.ts'
import { search } from '../../lab/evolution/search.ts'
import { progress } from './progress.ts'

/** Carries a run on to its end under a progress bar. */
export async function searchWithBar(
  run: RunFolder,
  ground: Omit<Ground, 'plan'>,
  workers: number,
  signal: AbortSignal,
): Promise<readonly Generation[]> {
  const { generations, population } = run.plan.search
  const bar = progress(`evolving ${run.plan.name}`)
  let [finished, within] = [-1, 0]
  try {
    return await search(run, ground, {
      workers,
      signal,
      onProgress: ({ generation, evaluations, best }) => {
        within = generation === finished ? within + 1 : 0
        finished = generation
        const share = (generation + Math.min(0.99, within / population)) / generations
        const note = best ? `best ${best.score.fitness.toFixed(2)} (${best.genome.seed})` : ''
        bar.update(share, `${evaluations} backtests  ${note}`)
      },
    })
  } finally {
    bar.stop()
  }
}

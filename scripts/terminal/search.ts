import { byFitness, type Generation } from '../../lab/evolution/generation.ts'
import type { Ground } from '../../lab/evolution/measure.ts'
import { recordingOf } from '../../lab/evolution/record-trials.ts'
import type { RunFolder } from '../../lab/evolution/run-folder.ts'
import { type SearchOptions, search } from '../../lab/evolution/search.ts'
import { openLedger } from '../../lab/ledger/ledger.ts'
import { progress } from './progress.ts'

/** Carries a run on to its end under a progress bar. @param ledger folder in which every evaluation is counted */
export async function searchWithBar(
  run: RunFolder,
  ground: Omit<Ground, 'plan'>,
  { ledger: root, ...options }: Omit<SearchOptions, 'onProgress' | 'onScores'> & { readonly ledger: string },
): Promise<readonly Generation[]> {
  const ledger = openLedger(root)
  const { population } = run.plan.search
  const bar = progress(`evolving ${run.plan.name}`)
  const since = performance.now()
  let before: number | undefined
  try {
    return await search(run, ground, {
      ...options,
      onScores: recordingOf(ledger, run.plan),
      onProgress: ({ generation, generations, evaluations, evaluationsInHand, last }) => {
        before ??= evaluations
        const perSecond = (1_000 * (evaluations - before)) / Math.max(1, performance.now() - since)
        const share = (generation + Math.min(0.99, evaluationsInHand / population)) / generations
        bar.update(share, [`${evaluations} backtests`, ...speed(perSecond), ...found(last)].join('  '))
      },
    })
  } finally {
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

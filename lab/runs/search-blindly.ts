import { type Baseline, baselinesOf } from '../evolution/baselines.ts'
import type { Generation } from '../evolution/generation.ts'
import type { Dataset } from '../evolution/measure.ts'
import { defaultPool, type SearchOptions, withoutTrial } from './search.ts'

/**
 * Runs a random and a grid search, each with as many evaluations as a finished search has made. Their results are the
 * baselines that the finished search must beat.
 *
 * @param generations generations of the finished search
 */
export async function searchBlindly(
  dataset: Dataset,
  generations: readonly Generation[],
  { pool: open = defaultPool, onScores }: Pick<SearchOptions, 'pool' | 'onScores'> = {},
): Promise<readonly Baseline[]> {
  const pool = await open(dataset)
  try {
    return await baselinesOf(dataset.plan, generations, async (genomes, share = 1) => {
      const scores = await pool.evaluate(genomes, share)
      await onScores?.(genomes, scores, share)
      return scores.map(withoutTrial)
    })
  } finally {
    await pool.close()
  }
}

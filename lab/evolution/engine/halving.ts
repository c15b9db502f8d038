import type { Genome } from '../../genome/genome.ts'
import type { Fraction } from '../../market/units.ts'
import type { Evaluate } from '../breeding.ts'
import { byFitness, type Scored, type Screened } from '../generation.ts'
import type { Halving } from '../search-settings.ts'

/**
 * Number of genomes to start with, so that a generation costs as many bars as `count` evaluations over all training
 * time.
 */
export const candidatesFor = (count: number, halving: Halving | undefined): number =>
  halving ? Math.round((count * halving.eta ** (halving.rungs - 1)) / halving.rungs) : count

/** Result of screening: the genomes to evaluate on all training time, and the partial evaluations made. */
export interface Screening {
  readonly finalists: readonly Genome[]
  readonly screened: readonly Screened[]
}

/**
 * Successive halving (Jamieson and Talwalkar 2016) over time. All genomes are evaluated on the most recent part of the
 * history, the best of them on a longer part with the same end, and so on. The caller runs the last rung, all training
 * time.
 */
export async function halve(
  genomes: readonly Genome[],
  { rungs, eta }: Halving,
  evaluate: Evaluate,
  born: number,
): Promise<Screening> {
  let finalists = genomes
  const screened: Screened[] = []
  for (let rung = 0; rung < rungs - 1 && finalists.length > 0; rung++) {
    const share: Fraction = eta ** (rung + 1 - rungs)
    const scores = await evaluate(finalists, share)
    const ranked = finalists.map((genome, i): Scored => ({ genome, score: scores[i], born })).sort(byFitness)
    const kept = Math.ceil(ranked.length / eta)
    screened.push(...ranked.map(({ genome, score }) => ({ genome, score, share })))
    finalists = ranked.slice(0, kept).map(({ genome }) => genome)
  }
  return { finalists, screened }
}

import { recent } from '../evolution/engine/recent.ts'
import type { Plan } from '../evolution/plan.ts'
import type { Score } from '../evolution/score.ts'
import type { Genome } from '../genome/genome.ts'
import { strategyOf } from '../genome/strategy-of.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Subject } from '../ledger/subject.ts'
import { canonical, type Trial, trialKey } from '../ledger/trial.ts'
import type { Fraction } from '../market/units.ts'

/**
 * The ledger subject on which a run's genomes are evaluated.
 *
 * @param share fraction of the training time that is used, its most recent part; default: all
 */
export const subjectOf = (plan: Plan, share: Fraction = 1): Subject => ({
  ...{ synthetic: plan.synthetic, interval: plan.interval, data: plan.data },
  segment: recent(plan.segments.train, share),
})

/**
 * Makes a callback that records the evaluations of a run in the trial ledger. It resolves when the records are on disk.
 */
export const recordingOf =
  (ledger: Pick<Ledger, 'record'>, plan: Plan) =>
  async (genomes: readonly Genome[], scores: readonly Score[], share: Fraction): Promise<void> => {
    const trials = genomes.flatMap((genome, i): readonly Trial[] => {
      const { trial: summary } = scores[i]
      return summary ? [{ key: keyOf(genome, plan), idea: genome.seed, summary }] : []
    })
    await ledger.record(plan.name, subjectOf(plan, share), trials)
  }

/** Trial key. Strategies that trade the same have the same key, in every run. */
const keyOf = (genome: Genome, plan: Plan): string =>
  trialKey(canonical({ strategy: strategyOf(genome, plan), cash: plan.cash, costs: plan.costs }))

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
 * The ledger subject that a run's genomes are evaluated on. @param share fraction of the training time, its most
 * recent part
 */
export const subjectOf = (plan: Plan, share: Fraction = 1): Subject => ({
  ...{ synthetic: plan.synthetic, interval: plan.interval, data: plan.data },
  segment: recent(plan.segments.train, share),
})

/**
 * Records every evaluation of a run in the trial ledger. The returned function resolves when the records are on disk.
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

/** Trial key: equal for strategies that trade equally, in whatever run. */
const keyOf = (genome: Genome, plan: Plan): string =>
  trialKey(canonical({ strategy: strategyOf(genome, plan), cash: plan.cash, costs: plan.costs }))

import { effectiveTrials } from './effective.ts'
import type { Ledger } from './ledger.ts'
import { related, type Subject } from './subject.ts'
import { sharpeOf } from './summarise.ts'
import type { Trial } from './trial.ts'

/** All trials ever made on a subject and on related subjects. */
export interface History {
  /** Number of distinct trials. */
  readonly trials: number
  /** Number of runs that made these trials. */
  readonly runs: number
  /**
   * Effective number of independent trials: the number of clusters of correlated returns. Absent if too few trials can
   * be compared.
   */
  readonly effective?: number
  /** Daily Sharpe ratios by trading idea. Trials without a Sharpe ratio are left out. */
  readonly ratios: ReadonlyMap<string, readonly number[]>
}

/**
 * Collects the history of a subject from the ledger, including related subjects. A trial made on several subjects
 * counts once.
 */
export function historyOf(ledger: Pick<Ledger, 'subjects' | 'entries'>, subject: Subject): History {
  const trials = new Map<string, Trial>()
  const runs = new Set<string>()
  for (const other of ledger.subjects()) {
    if (!related(subject, other)) continue
    for (const entry of ledger.entries(other)) {
      runs.add(entry.run)
      for (const trial of entry.trials) trials.set(trial.key, trial)
    }
  }
  const ratios = new Map<string, number[]>()
  for (const { idea, summary } of trials.values()) {
    const ratio = sharpeOf(summary)
    if (ratio === undefined) continue
    const known = ratios.get(idea)
    if (known) known.push(ratio)
    else ratios.set(idea, [ratio])
  }
  const effective = effectiveTrials([...trials.values()])
  return { trials: trials.size, runs: runs.size, ...(effective !== undefined && { effective }), ratios }
}

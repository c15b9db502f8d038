import { effectiveTrials } from './effective.ts'
import type { Ledger } from './ledger.ts'
import { related, type Subject } from './subject.ts'
import { sharpeOf } from './summarise.ts'
import type { Trial } from './trial.ts'

/** Everything that anybody ever tried where a strategy was tried. */
export interface History {
  /** Distinct ways of trading. */
  readonly trials: number
  /** Runs that tried them. */
  readonly runs: number
  /** Ways of trading that are not the same one in other words: clusters of correlated returns; absent where too few can be compared. */
  readonly effective?: number
  /** Daily Sharpe ratios by idea, of trials that have one. */
  readonly ratios: ReadonlyMap<string, readonly number[]>
}

/** What the ledger knows of a subject and of all that are related to it. A way of trading that was tried on several of them counts once. */
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

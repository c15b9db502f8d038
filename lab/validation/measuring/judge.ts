import { availableParallelism } from 'node:os'
import type { Generation } from '../../evolution/generation.ts'
import type { Dataset } from '../../evolution/measure.ts'
import { judgeRun, type RunJudgement, type RunOptions } from '../judgement.ts'
import { readThresholds } from '../thresholds.ts'
import { startMeasurers } from './threads.ts'

/** Settings for judging a finished search; each has a default. */
export interface JudgeSettings
  extends Omit<RunOptions, 'thresholds' | 'measure'>,
    Partial<Pick<RunOptions, 'thresholds'>> {
  /** Number of threads that run the backtests; default: one for each core. The results do not depend on it. */
  readonly workers?: number
}

/**
 * Chooses the champion of a finished search and puts it through every gate. The holdout is opened, for the
 * locked test, only after all other gates are passed.
 *
 * @throws RangeError when no generation is finished
 */
export async function judge(
  generations: readonly Generation[],
  dataset: Dataset,
  { thresholds = readThresholds(), workers = availableParallelism(), ...options }: JudgeSettings = {},
): Promise<RunJudgement> {
  const { market, instruments, plan } = dataset
  const measurers = await startMeasurers(workers, { market, instruments, cash: plan.cash })
  try {
    return await judgeRun(generations, dataset, { thresholds, measure: measurers.measure, ...options })
  } finally {
    await measurers.close()
  }
}

import { availableParallelism } from 'node:os'
import type { Generation } from '../../evolution/generation.ts'
import type { Dataset } from '../../evolution/measure.ts'
import { judgeRun, type RunJudgement, type RunOptions } from '../judgement.ts'
import { readThresholds } from '../thresholds.ts'
import { startMeasurers } from './threads.ts'

/** How a finished search is judged; every setting has a usual value. */
export interface JudgeSettings
  extends Omit<RunOptions, 'thresholds' | 'measure'>,
    Partial<Pick<RunOptions, 'thresholds'>> {
  /** Threads that make the backtests; one for each core when absent. They change no result. */
  readonly workers?: number
}

/**
 * Chooses the champion of a finished search and puts it through every gate. The locked test is opened only after all other gates are passed.
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

import { dirname, join } from 'node:path'
import type { History } from '../../lab/ledger/history.ts'

/** Folder of the trial ledger, beside the lake and outside the runs: trials stay counted when a run is deleted. */
export const ledgerBeside = (lake: string): string => join(dirname(lake), 'ledger')

/** One sentence on how many backtests a result is the best of. @param inRun distinct backtests of the judged run */
export function showHistory(inRun: number, { trials, runs, effective }: History): string {
  const known = Math.max(trials, inRun)
  const alike =
    effective === undefined ? '' : `; by the correlation of their returns, about ${effective} independent ones`
  return `${inRun} backtests in this run; in total on this market and time: ${known}, in ${Math.max(1, runs)} ${runs > 1 ? 'runs' : 'run'}${alike}.`
}

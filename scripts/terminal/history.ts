import { dirname, join } from 'node:path'
import type { History } from '../../lab/ledger/history.ts'

/** Where trials are counted: beside the lake that they were made on. Whoever deletes a run has tried it all the same. */
export const ledgerBeside = (lake: string): string => join(dirname(lake), 'ledger')

/** @param inRun distinct backtests of the run that is judged */
export function showHistory(inRun: number, { trials, runs, effective }: History): string {
  const known = Math.max(trials, inRun)
  const alike =
    effective === undefined ? '' : `; by what they earned together they are about ${effective} different ones`
  return `${inRun} backtests in this run; ever, on this market and time: ${known}, of ${Math.max(1, runs)} ${runs > 1 ? 'runs' : 'run'}${alike}.`
}

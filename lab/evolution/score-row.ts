import { readSummary, summaryWidth, writeSummary } from '../ledger/summary-row.ts'
import type { Score } from './score.ts'

/** Objectives that a score may have at most. */
export const mostObjectives = 8

const objectives = 4

/** Where in its row each part of a score begins: the compiler misses here what a score has and a row does not. */
const at = {
  fitness: 0,
  trades: 1,
  totalReturn: 2,
  sharpeDaily: 3,
  /** Their number, and then they. */
  objectives,
  trial: objectives + 1 + mostObjectives,
} as const satisfies Record<keyof Score, number>

/** Numbers in the row of a score. */
export const rowWidth = at.trial + summaryWidth

/**
 * Writes a score as a row of numbers: how scores travel between threads and machines. What does not exist is NaN, which no score
 * has otherwise.
 *
 * @param start of the row in `rows`
 * @throws RangeError on a number that is none, and on more objectives than fit
 */
export function writeScore(score: Score, rows: Float64Array, start: number): void {
  const row = rows.subarray(start, start + rowWidth).fill(Number.NaN)
  const set = (place: number, value: number, what: string) => {
    if (Number.isNaN(value)) throw new RangeError(`a score's ${what} is NaN: what does not exist is left out`)
    row[place] = value
  }
  for (const name of ['fitness', 'trades', 'totalReturn'] as const) set(at[name], score[name], name)
  const { sharpeDaily, objectives, trial } = score
  if (sharpeDaily !== undefined) set(at.sharpeDaily, sharpeDaily, 'sharpeDaily')
  if (trial) writeSummary(trial, row, at.trial)
  if (objectives === undefined) return
  if (objectives.length > mostObjectives)
    throw new RangeError(`a score of ${objectives.length} objectives: expected at most ${mostObjectives}`)
  row[at.objectives] = objectives.length
  for (const [i, value] of objectives.entries()) set(at.objectives + 1 + i, value, `objective ${i}`)
}

/** The score that `writeScore` wrote. */
export function readScore(rows: Float64Array, start: number): Score {
  const row = rows.subarray(start, start + rowWidth)
  const [sharpeDaily, count, first] = [row[at.sharpeDaily], row[at.objectives], at.objectives + 1]
  return {
    fitness: row[at.fitness],
    trades: row[at.trades],
    totalReturn: row[at.totalReturn],
    ...(!Number.isNaN(sharpeDaily) && { sharpeDaily }),
    ...(!Number.isNaN(count) && { objectives: Array.from(row.subarray(first, first + count)) }),
    ...(!Number.isNaN(row[at.trial]) && { trial: readSummary(row, at.trial) }),
  }
}

import { readSummary, summaryWidth, writeSummary } from '../ledger/summary-row.ts'
import type { Score } from './score.ts'

/** Maximum number of objectives of a score. */
export const mostObjectives = 8

const objectives = 4

/** Offset of each field in the row of a score. With `satisfies`, the compiler reports a field that has no offset. */
const at = {
  fitness: 0,
  trades: 1,
  totalReturn: 2,
  sharpeDaily: 3,
  /** Number of objectives, followed by their values. */
  objectives,
  trial: objectives + 1 + mostObjectives,
} as const satisfies Record<keyof Score, number>

/** Length of the row of a score. */
export const rowWidth = at.trial + summaryWidth

/**
 * Writes a score as a row of numbers. Scores are sent between threads and machines in this form. NaN marks an absent
 * value; a score never contains NaN itself.
 *
 * @param start index of the first number of the row in `rows`
 * @throws RangeError if a value of the score is NaN, or if it has more than `mostObjectives` objectives
 */
export function writeScore(score: Score, rows: Float64Array, start: number): void {
  const row = rows.subarray(start, start + rowWidth).fill(Number.NaN)
  const set = (place: number, value: number, what: string) => {
    if (Number.isNaN(value)) throw new RangeError(`a score's ${what} is NaN: leave the field out if it has no value`)
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

/**
 * Reads a score written by `writeScore`.
 *
 * @param start index of the first number of the row in `rows`
 */
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

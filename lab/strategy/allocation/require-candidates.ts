import { requireEqualLengths } from '../../indicators/lengths.ts'
import { requireBars } from '../../indicators/period.ts'
import type { AllocationRules, Candidate } from './allocation.ts'

/**
 * Checks the input of `allocate`, except the caps, which are checked where they are used.
 *
 * @param least minimum number of rows with known returns, an integer ≥ 2
 * @throws RangeError naming the candidate or rule that is invalid
 */
export function requireCandidates(
  candidates: readonly Candidate[],
  { method, correlated }: AllocationRules,
  least: number,
): void {
  requireBars('allocate: least', least, 2)
  const columns = new Map<string, Candidate['returns']>()
  for (const { name, returns, fitness } of candidates) {
    if (columns.has(name)) throw new RangeError(`allocate: ${name} appears twice, expected each name once`)
    columns.set(name, returns)
    if (method === 'fitness' && fitness === undefined) {
      throw new RangeError(`allocate: ${name} has no fitness, expected one for the method fitness`)
    }
  }
  if (columns.size > 0) requireEqualLengths('allocate', Object.fromEntries(columns))
  if (correlated && !(correlated.above >= 0 && correlated.above <= 1)) {
    throw new RangeError(`allocate: correlated.above is ${correlated.above}, expected 0 to 1`)
  }
}

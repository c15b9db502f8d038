import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/**
 * Multiplies each signal by the factor of the market state at its row. In an unknown state the smallest factor applies,
 * at most 1, so that the signal does not grow.
 *
 * @param signal  −1…+1
 * @param states  indices into `factors`; NaN where unknown
 * @param factors ≥ 0, by state
 * @returns −1…+1, clamped
 */
export function byState(signal: Column, states: Column, factors: readonly number[]): Float64Array {
  requireEqualLengths('byState', { states, signal })
  const unknown = Math.min(1, ...factors)
  return rowByRow(signal, (x, i) => {
    const factor = Number.isNaN(states[i]) ? unknown : factors[states[i]]
    // Adding 0 turns −0 into 0.
    return Math.max(-1, Math.min(1, x * factor)) + 0
  })
}

/** True when all factors are 1, so that every signal stays unchanged. */
export const areIdle = (factors: readonly number[]): boolean => factors.every(factor => factor === 1)

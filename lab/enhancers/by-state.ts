import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/**
 * Signals times the factor of the state in which each was held. An unknown state counts as the worst of all, and never makes a
 * signal stronger.
 *
 * @param signal −1…+1
 * @param states  places in `factors`; NaN where unknown
 * @param factors ≥ 0, by state
 * @returns −1…+1: what lies beyond is cut off
 */
export function byState(signal: Column, states: Column, factors: readonly number[]): Float64Array {
  requireEqualLengths('byState', { states, signal })
  const unknown = Math.min(1, ...factors)
  return rowByRow(signal, (x, i) => {
    const factor = Number.isNaN(states[i]) ? unknown : factors[states[i]]
    // Plus 0: what is silenced is 0, not −0.
    return Math.max(-1, Math.min(1, x * factor)) + 0
  })
}

/** Whether factors change nothing whatever the state. */
export const areIdle = (factors: readonly number[]): boolean => factors.every(factor => factor === 1)

import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireAscending } from './bounds.ts'

/**
 * Codes of the correlation regime. While correlation is high, capital spread over several symbols does not reduce the
 * risk.
 */
export const correlationRegime = { breakdown: 0, normal: 1, high: 2 } as const

/**
 * Classifies how closely the symbols of a market move together.
 *
 * @param strength mean |ρ| over the market's pairs, 0…1; NaN where unknown
 * @param low      strength at or below which correlation has broken down, 0…high; usual: 0.3
 * @param high     strength at or above which correlation is high, low…1; usual: 0.7
 * @returns codes of `correlationRegime`; NaN where `strength` is NaN
 */
export function correlationRegimes(strength: Column, low: number, high: number): Float64Array {
  requireAscending('correlationRegimes', { low, high }, 1)
  return rowByRow(strength, value => {
    if (Number.isNaN(value)) return Number.NaN
    if (value >= high) return correlationRegime.high
    return value <= low ? correlationRegime.breakdown : correlationRegime.normal
  })
}

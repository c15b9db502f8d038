import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/**
 * Multiplies each signal whose sign is opposite to `sides` by a factor. Where the side is unknown, the factor applies
 * to every signal.
 *
 * @param signal −1…+1
 * @param sides  −1, 0 or +1: the direction of another indicator, 0 for none; NaN where unknown
 * @param factor 0…1
 */
export function contradicted(signal: Column, sides: Column, factor: number): Float64Array {
  requireEqualLengths('contradicted', { sides, signal })
  // Adding 0 turns −0 into 0.
  return rowByRow(signal, (x, i) => (Number.isNaN(sides[i]) || x * sides[i] < 0 ? x * factor + 0 : x))
}

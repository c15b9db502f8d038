import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/**
 * Signals, those against a side times a factor. An unknown side counts as one against.
 *
 * @param sides  −1, 0 or +1: where something else points, 0 nowhere; NaN where unknown
 * @param factor 0…1
 */
export function contradicted(signal: Column, sides: Column, factor: number): Float64Array {
  requireEqualLengths('contradicted', { sides, signal })
  // Plus 0: what is silenced is 0, not −0.
  return rowByRow(signal, (x, i) => (Number.isNaN(sides[i]) || x * sides[i] < 0 ? x * factor + 0 : x))
}

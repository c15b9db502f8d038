import type { Column } from '../../market/bars.ts'
import { rowByRow } from '../../market/row-by-row.ts'

/** Steps between nothing and all. */
const steps = 20
/** Below which two histories, begun at different bars, may differ in how they round. */
const rounding = 1e-9

/**
 * Shares cut to 0…1 and rounded down to a twentieth: the last digits of a rolling sum depend on where history begins, and a position must
 * not. Down, because up would exceed the target; and because nothing is traded for the difference anyway.
 *
 * @param shares any numbers; NaN, which is unknown, becomes 0
 */
export const inSteps = (shares: Column): Float64Array =>
  rowByRow(shares, share => (share > 0 ? Math.floor(Math.min(share, 1) * steps + rounding) / steps : 0))

import type { Column } from '../../market/bars.ts'
import { rowByRow } from '../../market/row-by-row.ts'

/** Number of steps between 0 and 1. */
const steps = 20
/** Tolerance, in steps, for rounding errors of the same share computed from histories with different starts. */
const rounding = 1e-9

/**
 * Shares clamped to 0…1 and rounded down to a twentieth. The last digits of a rolling sum depend on the start of the
 * history, but a position must not depend on it. Shares are rounded down so that they never exceed the target.
 *
 * @param shares any numbers; NaN becomes 0
 */
export const inSteps = (shares: Column): Float64Array =>
  rowByRow(shares, share => (share > 0 ? Math.floor(Math.min(share, 1) * steps + rounding) / steps : 0))

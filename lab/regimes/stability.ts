import { requireBars } from '../indicators/period.ts'
import { rollingSum } from '../indicators/rolling-sum.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/**
 * 1 minus the fraction of changes among the last `period` regimes: 1 when the regime never changed, 0 when it changed
 * with every bar. NaN until `period` regimes are known in a row, rather than an invented middle value.
 *
 * @param regime codes of any detector
 * @param period bars, an integer ≥ 2; usual: 10
 * @returns 0…1; first defined row: period − 1 after the column's own
 */
export function stability(regime: Column, period: number): Float64Array {
  requireBars('stability: period', period, 2)
  const changed = rowByRow(regime, (code, i) =>
    Number.isFinite(code) && Number.isFinite(regime[i - 1]) ? Number(code !== regime[i - 1]) : Number.NaN,
  )
  return rollingSum(changed, period - 1).map(changes => 1 - changes / (period - 1))
}

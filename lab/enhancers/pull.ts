import { rollingSum } from '../indicators/rolling-sum.ts'
import type { Bars, Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { onto } from '../regimes/aligned-returns.ts'
import type { Companion } from './companions.ts'

/** Less than this many deviations is rounding, and points nowhere. */
const nothing = 1e-9

/**
 * Where the others' moves speak for a symbol to go: the sign of the sum, over the others, of their log return over the last `lookback`
 * intervals, in deviations of their own returns, times their correlation with it. What moves against it counts the other way round.
 *
 * @param window   rows of the deviation, an integer ≥ 1
 * @param lookback intervals, an integer ≥ 1
 * @returns −1, 0 or +1; NaN where nothing is known of any of them
 */
export function pull(
  { openTime, interval }: Pick<Bars, 'openTime' | 'interval'>,
  companions: readonly Companion[],
  window: number,
  lookback: number,
): Float64Array {
  const earlier = rowByRow(openTime, t => t - lookback * interval)
  const sum = new Float64Array(openTime.length).fill(Number.NaN)
  for (const { bars, returns, rho } of companions) {
    const size = deviation(returns, window)
    const now = onto(openTime, bars, bars.close)
    const before = onto(earlier, bars, bars.close)
    for (let i = 0; i < sum.length; i++) {
      const vote = (rho[i] * Math.log(now[i] / before[i])) / size[i]
      if (Number.isFinite(vote)) sum[i] = (Number.isNaN(sum[i]) ? 0 : sum[i]) + vote
    }
  }
  return sum.map(votes => (Math.abs(votes) < nothing ? 0 : Math.sign(votes)))
}

/** Root mean square of those of the last `period` returns that are known. */
function deviation(returns: Column, period: number): Float64Array {
  const known = rowByRow(returns, r => (Number.isNaN(r) ? 0 : 1))
  const squares = rowByRow(returns, r => (Number.isNaN(r) ? 0 : r * r))
  // Not by way of the memo: columns made anew at every call would only fill it.
  const counts = rollingSum(known, period)
  return rowByRow(rollingSum(squares, period), (total, i) => Math.sqrt(total / counts[i]))
}

import { rollingSum } from '../indicators/rolling-sum.ts'
import type { Bars, Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { onto } from '../regimes/aligned-returns.ts'
import type { Companion } from './companions.ts'

/** Smaller sums, in standard deviations, count as rounding error. */
const nothing = 1e-9

/**
 * The direction in which the other symbols' recent moves suggest that a symbol will go. Each other symbol votes with
 * its log return over the last `lookback` intervals, divided by the standard deviation of its returns, times its
 * correlation with the symbol. A negatively correlated symbol votes the opposite way.
 *
 * @param window   rows of the standard deviation, an integer ≥ 1
 * @param lookback intervals, an integer ≥ 1
 * @returns sign of the sum of votes: −1, 0 or +1; NaN where no vote is known
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

/** Root mean square of the known values among the last `period` returns. */
function deviation(returns: Column, period: number): Float64Array {
  const known = rowByRow(returns, r => (Number.isNaN(r) ? 0 : 1))
  const squares = rowByRow(returns, r => (Number.isNaN(r) ? 0 : r * r))
  // The memo is not used: these columns are new at every call and would only fill it.
  const counts = rollingSum(known, period)
  return rowByRow(rollingSum(squares, period), (total, i) => Math.sqrt(total / counts[i]))
}

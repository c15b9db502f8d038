import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/**
 * Stochastic oscillator: enters when K crosses D out of an extreme zone. It exits at the opposite zone or after `hold`
 * bars. A divergence between price and K over the same `k` bars strengthens the signal.
 */
export const stochastic = seed({
  name: 'stochastic',
  idea: 'Follow the oscillator when it turns out of an extreme, until it reaches the other one.',
  genes: {
    /** Bars of K: K is the position of the close between the lowest low and the highest high of this window. */
    k: int(5, 50),
    /** Bars over which D averages K. */
    d: int(2, 5),
    /** K at or below this is at the low extreme. */
    oversold: real(15, 30, 'points of 100'),
    /** K at or above this is at the high extreme. */
    overbought: real(70, 85, 'points of 100'),
    /** Reduction of a cross when price and K did not diverge in the last `k` bars: 0 none, 1 complete. */
    divergence: real(0, 1, 'share of the signal'),
    /** Bars after which the position is closed if K has not reached the other extreme. */
    hold: int(4, 96),
  },
  warmup: ({ k, d, hold }) => 3 * k + d + hold + 1,
  exposure(bars, genes, { stochastic, rollingMin, rollingMax, rollingSum }) {
    const { k, d } = stochastic(bars.high, bars.low, bars.close, genes.k, 1, genes.d)
    const [leastK, mostK] = [rollingMin(k, genes.k), rollingMax(k, genes.k)]
    const [lowest, highest] = [rollingMin(bars.low, genes.k), rollingMax(bars.high, genes.k)]
    const within = (happened: (now: number, row: number) => boolean) =>
      rollingSum(
        rowByRow(k, (now, i) => Number(happened(now, i))),
        genes.k,
      )
    const rising = within((now, i) => bars.low[i] < lowest[i - 1] && side(now, leastK[i - 1]) > 0)
    const falling = within((now, i) => bars.high[i] > highest[i - 1] && side(now, mostK[i - 1]) < 0)

    const crossed = (row: number) => (side(k[row], d[row]) === side(k[row - 1], d[row - 1]) ? 0 : side(k[row], d[row]))
    const worth = (diverged: boolean) => steps(diverged ? 1 : 1 - genes.divergence) || Number.NaN
    const long = rowByRow(k, (now, i) => {
      if (now >= genes.overbought) return 0
      return crossed(i) > 0 && k[i - 1] <= genes.oversold ? worth(rising[i] > 0) : Number.NaN
    })
    const short = rowByRow(k, (now, i) => {
      if (now <= genes.oversold) return 0
      return crossed(i) < 0 && k[i - 1] >= genes.overbought ? worth(falling[i] > 0) : Number.NaN
    })
    // A cross out of one extreme follows a bar at that extreme, and that bar has closed the opposite position. So long
    // and short never overlap.
    const sold = latest(short, genes.hold)
    return rowByRow(latest(long, genes.hold), (bought, i) => bought - sold[i])
  },
})

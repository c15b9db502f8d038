import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'

/**
 * Documented as both a breakout and a reversion, of which the assignment that came last won. Here it is the reversion alone, and it ends
 * at the middle of the bands or after `hold` bars. The thresholds for squeeze and breakout and the scaling of the position were read by no
 * rule and are gone; a breakout out of a squeeze is the idea of atr-breakout.
 */
export const bollinger = seed({
  name: 'bollinger',
  idea: 'Fade a close outside the bands, back to their middle.',
  genes: {
    /** Bars. */
    lookback: int(10, 60),
    /** Standard deviations between middle and band. */
    width: real(1, 3, 'standard deviations'),
    /** Bars after which the way back is not waited for. */
    hold: int(4, 96),
  },
  warmup: ({ lookback, hold }) => lookback + hold + 1,
  exposure(bars, { lookback, width, hold }, indicators) {
    // Bands of one deviation are the same for every width: a population shares them.
    const { middle, upper } = indicators.bollinger(bars.close, lookback, 1)
    const events = rowByRow(bars.close, (close, i) => {
      const reach = width * (upper[i] - middle[i])
      if (side(close, middle[i] - reach) < 0) return 1
      if (side(close, middle[i] + reach) > 0) return -1
      return side(close, middle[i]) * side(bars.close[i - 1], middle[i - 1]) <= 0 ? 0 : Number.NaN
    })
    return latest(events, hold)
  },
})

import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'

/**
 * Mean reversion: enters against a close outside the bands, and exits at the middle of the bands or after `hold` bars.
 * The seed `atr-breakout` trades breakouts from a squeeze.
 */
export const bollinger = seed({
  name: 'bollinger',
  idea: 'Trade against a close outside the bands, until the price is back at their middle.',
  genes: {
    /** Bars of the window of middle and bands. */
    lookback: int(10, 60),
    /** Distance from the middle to each band. */
    width: real(1, 3, 'standard deviations'),
    /** Bars after which the position is closed if the price has not returned. */
    hold: int(4, 96),
  },
  warmup: ({ lookback, hold }) => lookback + hold + 1,
  exposure(bars, { lookback, width, hold }, indicators) {
    // Bands of one standard deviation are scaled to every width, so genomes of equal lookback share a cached result.
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

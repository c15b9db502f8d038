import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Documented as both a breakout and a reversion, of which the assignment that came last won. Here it is the reversion alone, and it ends
 * at the middle of the bands or after `hold` bars.
 */
export const bollinger = seed({
  name: 'bollinger',
  idea: 'Fade a close outside the bands, back to their middle.',
  genes: {
    /** Bars. */
    lookback: int(10, 60),
    /** Standard deviations between middle and band. */
    width: real(1, 3),
    /** Bars after which the way back is not waited for. */
    hold: int(4, 96),
  },
  warmup: ({ lookback, hold }) => lookback + hold + 1,
  exposure(bars, { lookback, width, hold }, indicators) {
    const { lower, middle, upper } = indicators.bollinger(bars.close, lookback, width)
    const events = Float64Array.from(bars.close, (close, i) => {
      if (close < lower[i]) return 1
      if (close > upper[i]) return -1
      const side = close - middle[i]
      return side * (bars.close[i - 1] - middle[i - 1]) <= 0 ? 0 : Number.NaN
    })
    return latest(events, hold)
  },
})

import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/** Mean reversion on Cutler's RSI: enters at an extreme, and exits at the middle or after `hold` bars. */
export const rsi = seed({
  name: 'rsi',
  idea: 'Buy after a fast fall and sell after a fast rise, until the RSI is back in the middle.',
  genes: {
    /** Bars. */
    period: int(7, 50),
    /** RSI at or below which the price has fallen too fast. */
    oversold: real(15, 40, 'points of 100'),
    /** RSI at or above which the price has risen too fast. */
    overbought: real(60, 85, 'points of 100'),
    /** Bars after which the position is closed if the RSI has not returned to the middle. */
    hold: int(4, 96),
  },
  warmup: ({ period, hold }) => period + hold + 1,
  exposure(bars, { period, oversold, overbought, hold }, { rsiCutler }) {
    const strength = rsiCutler(bars.close, period)
    const events = rowByRow(strength, (now, i) => {
      if (now <= oversold) return 1
      if (now >= overbought) return -1
      const before = strength[i - 1]
      return (before < 50 && now >= 50) || (before > 50 && now <= 50) ? 0 : Number.NaN
    })
    return latest(events, hold)
  },
})

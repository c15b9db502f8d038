import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Documented with a strength that changed at every bar, a second mode with its own rule, and a divergence that compared extremes of
 * different windows. Here it is one idea with an end: out at the middle, or after `hold` bars. Cutler's RSI, as documented. Mode and
 * divergence weight are gone with what they weighed; a divergence is part of the stochastic seed.
 */
export const rsi = seed({
  name: 'rsi',
  idea: 'Buy what has fallen too fast and sell what has risen too fast, until it is back in the middle.',
  genes: {
    /** Bars. */
    period: int(7, 50),
    /** RSI points at or below which the fall is too fast. */
    oversold: real(15, 40, 'points of 100'),
    /** RSI points at or above which the rise is too fast. */
    overbought: real(60, 85, 'points of 100'),
    /** Bars after which a turn that has not come is not waited for. */
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

import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Follows a breakout from the channel of previous highs and lows for `hold` bars. The margin is a fraction of the
 * price, so that it means the same on every symbol. Volume plays no part; a formula can add it.
 */
export const donchianBreakout = seed({
  name: 'donchian-breakout',
  idea: 'Follow a close beyond the highest high or lowest low of the bars before it.',
  genes: {
    /** Bars of the channel, excluding the current bar. */
    channel: int(10, 120),
    /** Distance beyond the channel that the close must reach. */
    margin: real(0, 0.02, 'fraction of the edge'),
    /** Bars that a breakout is followed, unless another one occurs. */
    hold: int(6, 240),
  },
  warmup: ({ channel, hold }) => channel + hold + 1,
  exposure(bars, { channel, margin, hold }, { donchian }) {
    const { upper, lower } = donchian(bars.high, bars.low, channel)
    const events = rowByRow(bars.close, (close, i) => {
      if (close > upper[i - 1] * (1 + margin)) return 1
      return close < lower[i - 1] * (1 - margin) ? -1 : Number.NaN
    })
    return latest(events, hold)
  },
})

import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Documented over closes with a threshold in absolute price, which means nothing across symbols, and with two genes that no rule read.
 * Here the channel is made of highs and lows, the threshold is a fraction, and a breakout is believed for `hold` bars. Volume was asked
 * only beyond twice its mean, and is not asked any more: a breakout on volume is another idea, which a formula can spell.
 */
export const donchianBreakout = seed({
  name: 'donchian-breakout',
  idea: 'Follow a close beyond the highest high or lowest low of the bars before it.',
  genes: {
    /** Bars, the current one not among them. */
    channel: int(10, 120),
    /** Fraction of the channel's edge by which the close must be beyond it. */
    margin: real(0, 0.02, 'fraction of the edge'),
    /** Bars that a breakout is followed, unless another comes. */
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

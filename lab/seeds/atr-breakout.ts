import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { steps } from './steps.ts'

/**
 * Number of bars whose average range counts as usual. It is four days of hourly bars, so that quiet times of day do not
 * count as a squeeze.
 */
export const usualRangeBars = 96

/**
 * Follows a close beyond a Donchian channel, if the range widens or if the market was squeezed shortly before. The
 * position shrinks as the range grows (`adjustment`). ATR stops and trailing stops are exits of the strategy, not part
 * of this seed.
 */
export const atrBreakout = seed({
  name: 'atr-breakout',
  idea: 'Follow a close beyond the recent channel when the range widens or had been squeezed.',
  genes: {
    /**
     * Bars of the average true range. It is a simple mean, which depends on this many bars only; bars influence
     * Wilder's average for 22 times as long.
     */
    atr: int(10, 20),
    /** Average range above which the market counts as widening. */
    expansion: real(1, 2, 'times the usual range'),
    /** Bars of the channel that the close must leave, excluding the current bar. */
    channel: int(10, 60),
    /** Average range below which the market was squeezed, if at any bar of the channel. */
    squeeze: real(0.5, 0.95, 'times the usual range'),
    /** Share of the signal that is divided by average range / usual range, where that ratio is above 1. */
    adjustment: real(0, 1, 'share of the signal'),
    /** Bars that a position is held after its breakout, unless another breakout replaces it. */
    hold: int(6, 240),
  },
  warmup: ({ atr, channel, hold }) => atr + usualRangeBars + channel + hold + 1,
  exposure(bars, genes, { trueRange, sma, donchian, ratio, rollingMin }) {
    const range = sma(trueRange(bars.high, bars.low, bars.close), genes.atr)
    const mean = sma(range, usualRangeBars)
    const width = ratio(range, mean)
    const narrowest = rollingMin(width, genes.channel)
    const { upper, lower } = donchian(bars.high, bars.low, genes.channel)
    const events = rowByRow(bars.close, (close, i) => {
      const direction = close > upper[i - 1] ? 1 : close < lower[i - 1] ? -1 : 0
      const believed = width[i] > genes.expansion || narrowest[i - 1] < genes.squeeze
      if (direction === 0 || !believed) return Number.NaN
      return direction * steps(1 - genes.adjustment + genes.adjustment / Math.max(1, width[i]))
    })
    return latest(events, genes.hold)
  },
})

import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { steps } from './steps.ts'

/** Bars whose mean range is the usual one: four days of hours, so that no time of day is a squeeze. */
export const usualRangeBars = 96

/**
 * The signal half of the documented ATR stop; its stops and trailing stops are exits of a strategy, its size factor is sizing. Of the
 * four documented parts the reversion could never fire and the risk-reward was always zero: what is left is the breakout on a
 * widening range and the one out of a squeeze. A wild market is held smaller, as documented, by `adjustment`.
 */
export const atrBreakout = seed({
  name: 'atr-breakout',
  idea: 'Follow a close beyond the bars before it when the range widens, or when it had been squeezed.',
  genes: {
    /** Bars of the average true range: a simple mean, as documented, which forgets at once what Wilder's remembers for 22 periods. */
    atr: int(10, 20),
    /** Range from which on it is wide. */
    expansion: real(1, 2, 'times the usual range'),
    /** Bars, the current one not among them, that the close must leave. */
    channel: int(10, 60),
    /** Range below which, at any of the bars of the channel, the market was squeezed. */
    squeeze: real(0.5, 0.95, 'times the usual range'),
    /** How much of the signal shrinks in proportion as the range is wider than usual. */
    adjustment: real(0, 1, 'share of the signal'),
    /** Bars that a breakout is followed, unless another comes. */
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

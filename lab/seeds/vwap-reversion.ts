import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { steps } from './steps.ts'

/** Move of the average within half its period, in standard deviations, that counts as a full trend. */
export const fullTrend = 2

/**
 * Trades against a price far from the volume-weighted average of the previous bars. The current bar is excluded,
 * because a bar with much volume would pull the average towards itself. The signal is smaller while the average itself
 * trends (`regime`).
 */
export const vwapReversion = seed({
  name: 'vwap-reversion',
  idea: 'Trade against a high-volume move away from the volume-weighted average price, until the price is back.',
  genes: {
    /** Bars of the volume-weighted average. */
    period: int(10, 200),
    /** Distance from the average that counts as far. */
    deviation: real(1, 4, 'volume-weighted standard deviations'),
    /** Minimum volume of the bar that moved away. */
    volume: real(0.5, 2.5, 'times the mean volume of the period'),
    /** Share of the signal that is removed in a full trend of the average; less in proportion in a weaker trend. */
    regime: real(0, 1, 'share of the signal'),
    /** Bars after which the position is closed if the price has not returned. */
    hold: int(4, 96),
  },
  warmup: ({ period, hold }) => period + half(period) + hold + 2,
  exposure({ high, low, close, volume }, genes, { vwap, vwapDeviation, sma }) {
    const mean = vwap(high, low, close, volume, genes.period)
    const reach = vwapDeviation(high, low, close, volume, genes.period)
    const traded = sma(volume, genes.period)
    const score = rowByRow(close, (last, i) => ((high[i] + low[i] + last) / 3 - mean[i - 1]) / reach[i - 1])
    const events = rowByRow(score, (z, i) => {
      // Without trades or price changes in the window there is no position to hold.
      if (Number.isNaN(z)) return 0
      const arrived = z * score[i - 1] <= 0 ? 0 : Number.NaN
      const far = Math.abs(z) >= genes.deviation && volume[i] >= genes.volume * traded[i - 1]
      if (!far) return arrived
      const moved = Math.abs(mean[i - 1] - mean[i - 1 - half(genes.period)]) / reach[i - 1]
      const worth = steps(1 - genes.regime * Math.min(1, moved / fullTrend))
      return worth === 0 ? arrived : -Math.sign(z) * worth
    })
    return latest(events, genes.hold)
  },
})

/** Half of a period, in bars, rounded up. */
export const half = (period: number) => Math.ceil(period / 2)

import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'
import { steps } from './steps.ts'

/** Deviations by which the mean itself moves within half its period where all is trend and nothing to revert to. */
export const fullTrend = 2

/**
 * Documented with a threshold of .012 against a z-score, and an agreement of timeframes whose conditions excluded each other. Here one
 * distance is compared, in deviations, from the mean of the bars before: a bar that is part of its own mean can hardly leave it, the
 * less the more it trades. A mean that is itself on the way takes from the signal, by `regime`, and no flow adds to it.
 */
export const vwapReversion = seed({
  name: 'vwap-reversion',
  idea: 'Fade a price that much volume has carried far from what the others paid, back to that.',
  genes: {
    /** Bars of the volume-weighted mean. */
    period: int(10, 200),
    /** How far from the mean is far. */
    deviation: real(1, 4, 'volume-weighted standard deviations'),
    /** Least volume of the bar that went there. */
    volume: real(0.5, 2.5, 'times the mean volume of the period'),
    /** How much of the signal is lost when the mean itself is moving. */
    regime: real(0, 1, 'share of the signal'),
    /** Bars after which the way back is not waited for. */
    hold: int(4, 96),
  },
  warmup: ({ period, hold }) => period + half(period) + hold + 2,
  exposure({ high, low, close, volume }, genes, { vwap, vwapDeviation, sma }) {
    const mean = vwap(high, low, close, volume, genes.period)
    const reach = vwapDeviation(high, low, close, volume, genes.period)
    const traded = sma(volume, genes.period)
    const score = rowByRow(close, (last, i) => ((high[i] + low[i] + last) / 3 - mean[i - 1]) / reach[i - 1])
    const events = rowByRow(score, (z, i) => {
      // Nothing was traded, or never at another price: there is no way back to be on.
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

export const half = (period: number) => Math.ceil(period / 2)

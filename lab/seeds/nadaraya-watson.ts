import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'

/** Bars of the recent volatility, and of the average that it is compared with: one day and two weeks of hourly bars. */
export const [recentBars, usualBars] = [24, 336] as const
/**
 * Warm-up of an EMA, in periods: one for the mean that it starts from, and eleven more until the weight of that start
 * is e⁻²².
 */
const emaMemory = 12

/**
 * Trades the slope of the kernel estimate, and holds nothing while it is flat. The slope threshold grows with
 * volatility (`adaptation`).
 */
export const nadarayaWatson = seed({
  name: 'nadaraya-watson',
  idea: 'Hold the direction in which a one-sided kernel regression of the price slopes.',
  genes: {
    /** Bandwidth of the kernel in bars; the slope is measured over the same number. */
    bandwidth: int(5, 40),
    /** Gaussian, cut off after three bandwidths, or Epanechnikov, which ends after one. */
    kernel: int(0, 1, '0 Gaussian, 1 Epanechnikov'),
    /** Slope below which the estimate counts as flat. */
    threshold: real(0.002, 0.03, 'fraction of the estimate per bandwidth'),
    /** Bars of the exponential average that smooths the estimate. */
    smoothing: int(1, 19),
    /** How much the threshold scales with volatility relative to its usual level: 0 not at all, 1 in proportion. */
    adaptation: real(0, 1, 'share of the threshold'),
  },
  warmup: ({ bandwidth, smoothing }) => Math.max(4 * bandwidth + emaMemory * smoothing, recentBars + usualBars) + 1,
  exposure({ close }, genes, { kernelGaussian, kernelEpanechnikov, ema, logReturns, rollingStd, sma }) {
    const estimate = (genes.kernel === 1 ? kernelEpanechnikov : kernelGaussian)(close, genes.bandwidth)
    const line = ema(estimate, genes.smoothing)
    const volatility = rollingStd(logReturns(close, 1), recentBars)
    const normal = sma(volatility, usualBars)
    return rowByRow(line, (now, i) => {
      const before = line[i - genes.bandwidth]
      const wildness = volatility[i] / normal[i]
      const least = genes.threshold * (1 + genes.adaptation * (wildness - 1))
      if (side(now, before * (1 + least)) > 0) return 1
      return side(now, before * (1 - least)) < 0 ? -1 : 0
    })
  },
})

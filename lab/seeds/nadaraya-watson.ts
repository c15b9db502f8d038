import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'

/** Windows in bars: recent volatility, and its usual level. On hourly bars, one day and two weeks. */
export const [recentBars, usualBars] = [24, 336] as const
/**
 * Warm-up of an EMA, in periods. It starts from the mean of one period of values; after eleven more periods the
 * weight of that mean is e⁻²².
 */
const emaMemory = 12

/**
 * Trades in the direction of the kernel estimate's slope, and is flat while the slope is small. The slope threshold grows with
 * volatility (`adaptation`).
 */
export const nadarayaWatson = seed({
  name: 'nadaraya-watson',
  idea: 'Hold the direction in which a one-sided kernel regression of the price slopes.',
  genes: {
    /** Bandwidth of the kernel, in bars. The slope is measured over the same number of bars. */
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
      const relativeVolatility = volatility[i] / normal[i]
      const least = genes.threshold * (1 + genes.adaptation * (relativeVolatility - 1))
      if (side(now, before * (1 + least)) > 0) return 1
      return side(now, before * (1 - least)) < 0 ? -1 : 0
    })
  },
})

import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'

/** Bars of the volatility that is compared, and of the mean that it is compared with: a day and two weeks of hours. */
export const [recentBars, usualBars] = [24, 336] as const
/** Periods of an EMA: one for the mean that it starts from, and eleven to forget all but e⁻²² of it. */
const emaMemory = 12

/**
 * Documented as a trend rule, coded as the side of the price, reversed when it moved fast: always in the market. Here the slope of the
 * estimate decides and there is nothing to hold on a flat one. `smoothing` and `adaptation` were read by no rule; the first, a factor,
 * is now an average with a period, the second moves the threshold with the market. Steeper than 3 % a bandwidth is too rare a trend.
 */
export const nadarayaWatson = seed({
  name: 'nadaraya-watson',
  idea: 'Hold the direction in which a one-sided kernel regression of the price is sloping.',
  genes: {
    /** Bars: how far back the kernel reaches, and over how many the slope is measured. */
    bandwidth: int(5, 40),
    /** Gaussian, cut off after three bandwidths, or Epanechnikov, which ends after one. */
    kernel: int(0, 1, '0 Gaussian, 1 Epanechnikov'),
    /** Slope below which the estimate is flat. */
    threshold: real(0.002, 0.03, 'fraction of the estimate per bandwidth'),
    /** Bars of the exponential average of the estimate; documented as its factor, .1 to .9. */
    smoothing: int(1, 19),
    /** How far the threshold moves in proportion to volatility against its usual: 0 not at all, 1 wholly. */
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

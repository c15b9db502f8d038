import { trendStrength } from '../../regimes/trend.ts'
import type { Feature, FeatureView } from './feature.ts'
import { lead } from './quotient.ts'

/** Features of the trend: the price relative to its averages, and the slope and steadiness of its move. */
export const trend: readonly Feature[] = [
  closeToMean(24),
  closeToMean(168),
  {
    name: 'sma_24_to_sma_72',
    family: 'trend',
    formula: 'mean of close over 24 bars / mean of close over 72 bars − 1',
    unit: 'fraction',
    window: 72,
    compute: ({ bars }, { sma }) => lead(sma(bars.close, 24), sma(bars.close, 72)),
  },
  {
    name: 'ema_12_to_ema_26',
    family: 'trend',
    formula:
      'EMA of close over 12 bars / EMA of close over 26 bars − 1; each with α = 2 / (bars + 1), started from the mean of its first bars',
    unit: 'fraction',
    window: 300,
    first: 25,
    fades: true,
    compute: ({ bars }, { ema }) => lead(ema(bars.close, 12), ema(bars.close, 26)),
  },
  {
    name: 'slope_48',
    family: 'trend',
    formula: 'slope of the least-squares line through close over 48 bars / mean of close over 48 bars',
    unit: 'fraction a bar',
    window: 48,
    compute: ({ bars }, { sma, wma }) => {
      // A linearly weighted mean exceeds the plain mean by (period − 1) / 6 times the slope.
      const mean = sma(bars.close, 48)
      return lead(wma(bars.close, 48), mean).map(ahead => (6 * ahead) / 47)
    },
  },
  {
    name: 'trend_strength_72',
    family: 'trend',
    formula:
      'mean of r / its standard error (t statistic) over 72 bars; 0 where nothing moved, unknown where r never varied',
    unit: 'standard errors',
    window: 73,
    compute: drift,
  },
]

function closeToMean(period: number): Feature {
  return {
    name: `close_to_sma_${period}`,
    family: 'trend',
    formula: `close / mean of close over ${period} bars − 1`,
    unit: 'fraction',
    window: period,
    compute: ({ bars }, { sma }) => lead(bars.close, sma(bars.close, period)),
  }
}

/** Trend strength; NaN where it is infinite, because a return that never varied has no standard error. */
function drift({ bars }: FeatureView): Float64Array {
  return trendStrength(bars, 72).map(strength => (Number.isFinite(strength) ? strength : Number.NaN))
}

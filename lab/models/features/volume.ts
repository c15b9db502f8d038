import type { Column } from '../../market/bars.ts'
import type { Feature } from './feature.ts'
import { ownReturns } from './own-returns.ts'
import { lead, quotient } from './quotient.ts'

/** Features that compare volume with its usual level and with the returns, and the close with the VWAP. */
export const volume: readonly Feature[] = [
  {
    name: 'volume_to_mean_24',
    family: 'volume',
    formula: 'volume / mean of volume over 24 bars; unknown where nothing was traded',
    unit: 'ratio',
    window: 24,
    compute: ({ bars }, { sma }) => quotient(bars.volume, sma(bars.volume, 24)),
  },
  {
    name: 'volume_z_168',
    family: 'volume',
    formula: '(volume − mean) / standard deviation (ddof 1) of volume over 168 bars; 0 where it never varied',
    unit: 'standard deviations',
    window: 168,
    compute: ({ bars }, { sma, rollingStd }) =>
      standardised(bars.volume, sma(bars.volume, 168), rollingStd(bars.volume, 168)),
  },
  {
    name: 'volume_24_to_168',
    family: 'volume',
    formula: 'mean of volume over 24 bars / mean of volume over 168 bars − 1; unknown where nothing was traded',
    unit: 'fraction',
    window: 168,
    compute: ({ bars }, { sma }) => lead(sma(bars.volume, 24), sma(bars.volume, 168)),
  },
  {
    name: 'volume_return_correlation_72',
    family: 'volume',
    formula: "Pearson's correlation of r and volume over 72 bars; unknown where either never varied",
    unit: '−1…+1',
    window: 73,
    compute: (view, { rollingCorrelation }) => rollingCorrelation(ownReturns(view.bars), view.bars.volume, 72),
  },
  {
    name: 'close_to_vwap_24',
    family: 'volume',
    formula:
      'close / volume-weighted mean of (high + low + close) / 3 over 24 bars − 1; unknown where nothing was traded',
    unit: 'fraction',
    window: 24,
    compute: ({ bars: { high, low, close, volume } }, { vwap }) => lead(close, vwap(high, low, close, volume, 24)),
  },
]

/** (x − mean) / deviation, row by row; 0 where the deviation is 0. */
const standardised = (x: Column, mean: Column, deviation: Column): Float64Array =>
  Float64Array.from(x, (value, i) => (deviation[i] === 0 ? 0 : (value - mean[i]) / deviation[i]))

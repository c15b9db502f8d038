import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'

/** First row in which every column is known; the mean of 50 closes has the longest window. */
export const firstFeatureRow = 49

/**
 * Grid that feature values are rounded to, in steps per 1. Running sums that started at different bars differ in their
 * last digits, and a model could turn this into different signals; on the grid they are equal. The grid is finer than
 * any meaningful difference.
 */
const steps = 2 ** 24

type Feature = (bars: Bars, indicators: Indicators) => Column

/**
 * Input columns of the simple learners, in this order: a gene that takes fewer columns takes the first ones. Each is a
 * fraction or a ratio, so that symbols of any price and volume are comparable. Each has a window of known length, so
 * that it does not depend on where the history begins. The averages of its MACD are simple ones.
 */
export const learnerFeatures: Readonly<Record<string, Feature>> = {
  /** close / close before − 1 */
  return: ({ close }, { simpleReturns }) => simpleReturns(close, 1),
  /** Standard deviation of the last 20 returns. */
  volatility: ({ close }, { simpleReturns, rollingStd }) => rollingStd(simpleReturns(close, 1), 20),
  /** Cutler's RSI of 14 bars / 100 */
  rsi: ({ close }, { rsiCutler }) => each(rsiCutler(close, 14), value => value / 100),
  /** mean of 12 closes / mean of 26 − 1 */
  macd: (bars, indicators) => lead(bars, indicators, 12, 26),
  /** Position of the close between the lowest low (0) and the highest high (1) of 20 bars; 0.5 where they are equal. */
  position: ({ high, low, close }, { donchian }) => {
    const { upper, lower } = donchian(high, low, 20)
    return each(upper, (top, i) => (top === lower[i] ? 0.5 : (close[i] - lower[i]) / (top - lower[i])))
  },
  /** volume / mean of 20 volumes; 1 where nothing traded. */
  volume: ({ volume }, { sma }) => each(sma(volume, 20), (mean, i) => (mean === 0 ? 1 : volume[i] / mean)),
  /** mean of 5 closes / mean of 20 − 1 */
  fastTrend: (bars, indicators) => lead(bars, indicators, 5, 20),
  /** mean of 20 closes / mean of 50 − 1 */
  slowTrend: (bars, indicators) => lead(bars, indicators, 20, 50),
  /** volume-weighted average price of 20 bars / mean of 20 closes − 1; 0 where nothing traded */
  weightedPrice: ({ high, low, close, volume }, { vwap, sma, rollingSum }) => {
    const weighted = vwap(high, low, close, volume, 20)
    const traded = rollingSum(volume, 20)
    return each(sma(close, 20), (mean, i) => (traded[i] === 0 ? 0 : weighted[i] / mean - 1))
  },
  /** (RSI − RSI before) / 100 */
  rsiChange: ({ close }, { rsiCutler }) => {
    const strength = rsiCutler(close, 14)
    return each(strength, (value, i) => (value - strength[i - 1]) / 100)
  },
  /** macd − its mean over 9 bars */
  macdHistogram: (bars, indicators) => {
    const line = lead(bars, indicators, 12, 26)
    return each(indicators.sma(line, 9), (mean, i) => line[i] - mean)
  },
  /** close / close 3 bars before − 1 */
  momentum3: ({ close }, { simpleReturns }) => simpleReturns(close, 3),
  /** close / close 5 bars before − 1 */
  momentum5: ({ close }, { simpleReturns }) => simpleReturns(close, 5),
  /** Return of the previous bar. */
  lastReturn: ({ close }, { simpleReturns }) => {
    const returns = simpleReturns(close, 1)
    return each(returns, (_, i) => returns[i - 1])
  },
  /** mean true range of 14 bars / mean of 20 closes */
  range: ({ high, low, close }, { trueRange, sma }) => {
    const range = sma(trueRange(high, low, close), 14)
    return each(sma(close, 20), (mean, i) => range[i] / mean)
  },
}

/**
 * The first `count` columns of `learnerFeatures`, rounded to the grid.
 *
 * @returns each as long as the bars, NaN before `firstFeatureRow` at the latest
 * @throws RangeError when there are fewer
 */
export function learnerColumns(bars: Bars, indicators: Indicators, count: number): readonly Column[] {
  const features = Object.values(learnerFeatures)
  if (!Number.isInteger(count) || count < 1 || count > features.length) {
    throw new RangeError(`learnerColumns: count is ${count}, expected a whole number 1…${features.length}`)
  }
  return features.slice(0, count).map(feature => each(feature(bars, indicators), x => Math.round(x * steps) / steps))
}

/** Lead of a fast mean of closes over a slow one, as a fraction of the slow one. */
function lead({ close }: Bars, { sma }: Indicators, fast: number, slow: number): Float64Array {
  const quick = sma(close, fast)
  return each(sma(close, slow), (mean, i) => quick[i] / mean - 1)
}

/** A plain loop: `Float64Array.from` uses an iterator, which here costs more than the computation itself. */
function each(column: Column, change: (value: number, row: number) => number): Float64Array {
  const out = new Float64Array(column.length)
  for (let i = 0; i < out.length; i++) out[i] = change(column[i], i)
  return out
}

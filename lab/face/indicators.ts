/** Indicators: columns computed from columns, one value for each bar. */

export { atr } from '../indicators/atr.ts'
export { bollinger } from '../indicators/bollinger.ts'
export { donchian } from '../indicators/donchian.ts'
export { ema } from '../indicators/ema.ts'
export { kernelEpanechnikov, kernelGaussian } from '../indicators/kernel-regression.ts'
export { macd } from '../indicators/macd.ts'
export { ratio } from '../indicators/ratio.ts'
export { logReturns, simpleReturns } from '../indicators/returns.ts'
export { rollingCorrelation } from '../indicators/rolling-correlation.ts'
export { rollingMax, rollingMin } from '../indicators/rolling-min-max.ts'
export { rollingQuantile } from '../indicators/rolling-quantile.ts'
export { rollingRank } from '../indicators/rolling-rank.ts'
export { rollingStd } from '../indicators/rolling-std.ts'
export { rollingSum } from '../indicators/rolling-sum.ts'
export { rsiCutler, rsiWilder } from '../indicators/rsi.ts'
export { sma } from '../indicators/sma.ts'
export { stochastic } from '../indicators/stochastic.ts'
export { trueRange } from '../indicators/true-range.ts'
export { vwap } from '../indicators/vwap.ts'
export { vwapDeviation } from '../indicators/vwap-deviation.ts'
export { wilder } from '../indicators/wilder.ts'
export { wma } from '../indicators/wma.ts'

// All indicators with a shared cache, as used by a backtest.

export { createMemo, type Indicators, memoised, plain } from '../indicators/memo.ts'

import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { donchian } from './donchian.ts'
import { ema } from './ema.ts'
import { kernelEpanechnikov, kernelGaussian } from './kernel-regression.ts'
import { macd } from './macd.ts'
import { ratio } from './ratio.ts'
import { logReturns, simpleReturns } from './returns.ts'
import { rollingCorrelation } from './rolling-correlation.ts'
import { rollingMax, rollingMin } from './rolling-min-max.ts'
import { rollingQuantile } from './rolling-quantile.ts'
import { rollingRank } from './rolling-rank.ts'
import { rollingStd } from './rolling-std.ts'
import { rollingSum } from './rolling-sum.ts'
import { rsiCutler, rsiWilder } from './rsi.ts'
import { sma } from './sma.ts'
import { stochastic } from './stochastic.ts'
import { trueRange } from './true-range.ts'
import { vwap } from './vwap.ts'
import { vwapDeviation } from './vwap-deviation.ts'
import { wilder } from './wilder.ts'
import { wma } from './wma.ts'

/** All indicators, by function name. */
export const functions = {
  atr,
  bollinger,
  donchian,
  ema,
  kernelEpanechnikov,
  kernelGaussian,
  logReturns,
  macd,
  ratio,
  rollingCorrelation,
  rollingMax,
  rollingMin,
  rollingQuantile,
  rollingRank,
  rollingStd,
  rollingSum,
  rsiCutler,
  rsiWilder,
  simpleReturns,
  sma,
  stochastic,
  trueRange,
  vwap,
  vwapDeviation,
  wilder,
  wma,
}

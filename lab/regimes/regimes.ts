import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { meanAcross } from './across.ts'
import { alignReturns } from './aligned-returns.ts'
import { barReturns } from './bar-returns.ts'
import { composite, type DetectorVotes, voteWeights } from './composite.ts'
import { correlationRegimes } from './correlation-regime.ts'
import { correlationStrength } from './correlation-strength.ts'
import { sentimentRegimes } from './sentiment.ts'
import { stability } from './stability.ts'
import { trendRegimes } from './trend.ts'
import type { View } from './view.ts'
import { annualised, volatilityByRank } from './volatility.ts'
import { volumeRatio, volumeRegimesOf } from './volume.ts'

/** The default settings. Volatility is ranked against its own past, because no fixed level suits every market. */
export const usual = {
  volatility: { period: 20, memory: 720, low: 0.3, high: 0.7 },
  volume: { period: 20, low: 0.7, high: 1.3 },
  trend: { period: 120, least: 1 },
  correlation: { period: 60, least: 30, low: 0.3, high: 0.7 },
  weights: voteWeights,
  stability: { period: 10 },
} as const satisfies RegimeSettings

type Numbers<Name extends string> = Readonly<Record<Name, number>>

/**
 * Settings of the detectors. `period`, `memory` and the `least` of correlation are numbers of bars. `low` and `high`
 * are the thresholds between regimes. The `least` of trend is the number of standard errors that makes a drift a trend.
 */
export interface RegimeSettings {
  readonly volatility: Numbers<'period' | 'memory' | 'low' | 'high'>
  readonly volume: Numbers<'period' | 'low' | 'high'>
  readonly trend: Numbers<'period' | 'least'>
  readonly correlation: Numbers<'period' | 'least' | 'low' | 'high'>
  readonly weights: DetectorVotes<number>
  readonly stability: Numbers<'period'>
}

/** Regimes at each bar: columns as long as the bars, NaN where unknown. */
export interface Regimes extends DetectorVotes {
  /** Codes of `trendRegime`, for the bars' own symbol. Trend has no vote in the overall regime. */
  readonly trend: Column
  /** Codes of `marketRegime`. */
  readonly regime: Column
  /** Confidence in the overall regime, 0…1, from the weight of its votes. */
  readonly confidence: Column
  /** Stability of the overall regime, 0…1: 1 if it did not change recently. */
  readonly stability: Column
}

/**
 * All regimes of a market at every bar, computed from data known at the bar's close. Volatility is that of the
 * market's mean return. Volume is measured for each symbol as a ratio to the symbol's own average, and these ratios
 * are averaged, so that news about one coin does not dominate the market.
 */
export function regimes(view: View, settings: RegimeSettings = usual): Regimes {
  const { bars, market } = view
  requireEqualLengths('regimes', { bars: bars.close, sentiment: view.sentiment })
  const { volatility: v, volume: u, trend, correlation: c } = settings
  const returns = meanAcross(bars.openTime, market, barReturns)
  const ratios = meanAcross(bars.openTime, market, one => volumeRatio(one.volume, u.period))
  const { strength } = correlationStrength(alignReturns(market, bars.openTime), c)
  const votes = {
    sentiment: sentimentRegimes(view.sentiment),
    volatility: volatilityByRank(annualised(returns, bars.interval, v.period), v.memory, v.low, v.high),
    correlation: correlationRegimes(strength, c.low, c.high),
    volume: volumeRegimesOf(ratios, u.low, u.high),
  }
  const whole = composite(votes, settings.weights)
  return {
    ...votes,
    ...whole,
    trend: trendRegimes(bars, trend.period, trend.least),
    stability: stability(whole.regime, settings.stability.period),
  }
}

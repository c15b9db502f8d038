/** Regimes: the state of a market at each bar, and correlations between symbols. */

// All detectors at once.

export { confident, marketRegime } from '../regimes/composite.ts'
export { type Regimes, regimes as ofMarket, usual as usualSettings } from '../regimes/regimes.ts'
export type { View } from '../regimes/view.ts'

// Codes of each detector, and their meaning.

export { correlationRegime } from '../regimes/correlation-regime.ts'
export { contrarianStrengths, sentimentRegime, sentimentRegimes, sentimentSignals } from '../regimes/sentiment.ts'
export { sentimentDirection, sentimentTrend } from '../regimes/sentiment-trend.ts'
export { trendRegime } from '../regimes/trend.ts'
export { annualVolatility, volatilityRegime } from '../regimes/volatility.ts'
export { volumeRegime } from '../regimes/volume.ts'

// Several symbols side by side.

export { meanAcross } from '../regimes/across.ts'
export { type AlignedReturns, alignReturns, onto, timeline } from '../regimes/aligned-returns.ts'
export { barReturns } from '../regimes/bar-returns.ts'
export type { CorrelationMatrix } from '../regimes/correlation-matrix.ts'
export { type CorrelationWindow, correlationStrength } from '../regimes/correlation-strength.ts'
export { correlationMatrix } from './timed-correlation.ts'

/** Charts: each function returns one chart, and `show` draws it. */

// An account.

export { costBreakdown } from '../charts/cost-breakdown.ts'
export { drawdown } from '../charts/drawdown.ts'
export { equityCurve } from '../charts/equity-curve.ts'
export { grossToNet } from '../charts/gross-to-net.ts'
export { tradeResults } from '../charts/trade-results.ts'
export { waterfall } from '../charts/waterfall.ts'

// A market.

export { candles } from '../charts/candles.ts'
export { correlationHeatmap } from '../charts/correlation-heatmap.ts'
export { exposureUnderPrice } from '../charts/exposure-under-price.ts'
export { fundingCumulated } from '../charts/funding-cumulated.ts'
export { fundingDistribution } from '../charts/funding-distribution.ts'
export { regimeBands } from '../charts/regime-bands.ts'
export { sentimentOverTime } from '../charts/sentiment.ts'
export { tradesOnPrice } from '../charts/trades-on-price.ts'
export { universeScores } from '../charts/universe-scores.ts'

// A search, and a grid of settings.

export { diversityByGeneration } from '../charts/evolution/diversity.ts'
export { fitnessSpread } from '../charts/evolution/fitness-spread.ts'
export { nonDominated, paretoFront } from '../charts/evolution/pareto-front.ts'
export { gridHeatmap } from '../charts/grid-heatmap.ts'

// Charts as image files.

export { renderSvg } from '../charts/render.ts'

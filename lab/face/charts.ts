/** Charts: each function gives one, for `show` to draw. */

// An account.

export * from '../charts/cost-breakdown.ts'
export * from '../charts/drawdown.ts'
export * from '../charts/equity-curve.ts'
export * from '../charts/gross-to-net.ts'
export * from '../charts/trade-results.ts'
export * from '../charts/waterfall.ts'

// A market.

export * from '../charts/candles.ts'
export * from '../charts/correlation-heatmap.ts'
export * from '../charts/exposure-under-price.ts'
export * from '../charts/funding-cumulated.ts'
export * from '../charts/funding-distribution.ts'
export * from '../charts/regime-bands.ts'
export * from '../charts/sentiment.ts'
export * from '../charts/trades-on-price.ts'
export { universeScores } from '../charts/universe-scores.ts'

// A search, and a grid of settings.

export { diversityByGeneration } from '../charts/evolution/diversity.ts'
export { fitnessSpread } from '../charts/evolution/fitness-spread.ts'
export { nonDominated, paretoFront } from '../charts/evolution/pareto-front.ts'
export * from '../charts/grid-heatmap.ts'

// A picture outside a notebook.

export { renderSvg } from '../charts/render.ts'

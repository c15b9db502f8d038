/** What every notebook uses, by its bare name: at most 40 names. */

// The lake, and display of its contents.

export type { Chart } from '../charts/chart.ts'
export { show } from '../charts/show.ts'
export { importFile } from '../data/import.ts'
export { sql } from '../data/lake/default.ts'
export { type Lake, openLake } from '../data/lake/lake.ts'
export { listSeries, type Series } from '../data/lake/series.ts'
export { writeBars } from '../data/lake/write.ts'
export { InputError } from '../input-error.ts'

// Bars and times.

export { type Bars, type Column, mapColumns, slice } from '../market/bars.ts'
export type { TimeInput } from '../market/time-input.ts'
export { day, type EpochMs, epochMs, hour, minute, parseTime, showInterval, showTime } from '../market/units.ts'

// Strategies, and their results.

export { metrics } from '../backtest/metrics.ts'
export type { Generation } from '../evolution/generation.ts'
export type { Plan } from '../evolution/plan.ts'
export { type Costs, hyperliquidCosts } from '../market/fees.ts'
export type { Outcome } from '../market/outcome.ts'
export type { Trade } from '../market/trades.ts'
export { search } from '../runs/search.ts'
export type { Strategy } from '../strategy/strategy.ts'
export { judge } from '../validation/measuring/judge.ts'

// The functions that take times.

export { backtest, between, makePlan, readBars, rowAt, syntheticMarket } from './timed.ts'

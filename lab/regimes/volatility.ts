import { requireBars } from '../indicators/period.ts'
import { rollingRank } from '../indicators/rolling-rank.ts'
import { rollingStd } from '../indicators/rolling-std.ts'
import type { Bars, Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { type DurationMs, day } from '../market/units.ts'
import { barReturns } from './bar-returns.ts'
import { requireAscending } from './bounds.ts'

/** Codes of the volatility regime. */
export const volatilityRegime = { low: 0, medium: 1, high: 2 } as const

/** A market that never closes trades 365 days a year; the factor that makes volatility annual. */
const year: DurationMs = 365 * day

/**
 * Standard deviation of the returns of the last `period` bars, annualised: 0.6 is 60 % a year.
 *
 * @param period bars, an integer ≥ 2
 * @returns fraction a year, ≥ 0; first defined row: period
 */
export const annualVolatility = (bars: Pick<Bars, 'openTime' | 'interval' | 'close'>, period: number): Float64Array =>
  annualised(barReturns(bars), bars.interval, period)

/**
 * Annualised standard deviation of any returns, such as a whole market's.
 *
 * @param returns  log returns of one interval each
 * @param period   bars, an integer ≥ 2
 */
export function annualised(returns: Column, interval: DurationMs, period: number): Float64Array {
  requireBars('annualVolatility: period', period, 2)
  const perYear = Math.sqrt(year / interval)
  return rollingStd(returns, period).map(std => std * perYear)
}

/**
 * Classifies volatility against its own recent past: high where it ranks at `high` or above among its last `memory`
 * values, low at `low` or below. This is the usual method, because no fixed level suits every market: hourly crypto
 * lies above .30 nearly always.
 *
 * @param volatility column in any unit
 * @param memory     bars, an integer ≥ 2; 720 hours are 30 days
 * @param low        rank, 0…high
 * @param high       rank, low…1
 * @returns codes of `volatilityRegime`; first defined row: memory − 1 after the column's own
 */
export function volatilityByRank(volatility: Column, memory: number, low: number, high: number): Float64Array {
  requireBars('volatilityByRank: memory', memory, 2)
  requireAscending('volatilityByRank', { low, high }, 1)
  return rollingRank(volatility, memory).map(rank => classed(rank, low, high))
}

/**
 * Classifies volatility against fixed levels: low at `low` or below, high at `high` or above. Usual for equities: .15
 * and .30 a year.
 *
 * @param low  in the unit of the column, ≥ 0
 * @param high in the unit of the column, ≥ low
 * @returns codes of `volatilityRegime`; first defined row: that of the column
 */
export function volatilityByLevel(volatility: Column, low: number, high: number): Float64Array {
  requireAscending('volatilityByLevel', { low, high })
  return rowByRow(volatility, value => classed(value, low, high))
}

function classed(value: number, low: number, high: number): number {
  if (value >= high) return volatilityRegime.high
  if (value <= low) return volatilityRegime.low
  return Number.isNaN(value) ? Number.NaN : volatilityRegime.medium
}

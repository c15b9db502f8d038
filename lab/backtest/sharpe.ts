import type { Column } from '../market/bars.ts'

/** Days per year of a market that never closes. */
export const daysPerYear = 365

/** The arithmetic mean; undefined for no values. */
export function mean(x: Column): number | undefined {
  if (x.length === 0) return undefined
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]
  return sum / x.length
}

/** Sample standard deviation, n − 1; undefined for fewer than 2 values. @param middle mean of the values */
export function deviation(x: Column, middle = mean(x)): number | undefined {
  if (middle === undefined || x.length < 2) return undefined
  let squares = 0
  for (let i = 0; i < x.length; i++) squares += (x[i] - middle) ** 2
  return Math.sqrt(squares / (x.length - 1))
}

/**
 * Sharpe ratio per period, not annualised: mean / standard deviation (n − 1), risk-free rate 0.
 *
 * @returns undefined for fewer than 2 returns, or if they do not vary
 */
export function sharpe(returns: Column): number | undefined {
  const middle = mean(returns)
  return ratioOf(middle, deviation(returns, middle))
}

/** Sharpe ratio from mean and standard deviation; undefined if the deviation is 0 or unknown. */
export function ratioOf(middle: number | undefined, spread: number | undefined): number | undefined {
  // Variation by rounding errors only counts as none.
  return spread !== undefined && middle !== undefined && spread > 1e-12 * Math.abs(middle) ? middle / spread : undefined
}

/**
 * Sortino ratio per period, target 0: mean divided by the root mean square of losses, with gains counted as 0.
 *
 * @param middle mean of the returns
 * @returns undefined without losses
 * @see Sortino and Price, 1994
 */
export function sortino(returns: Column, middle = mean(returns)): number | undefined {
  let squares = 0
  for (let i = 0; i < returns.length; i++) if (returns[i] < 0) squares += returns[i] ** 2
  return middle !== undefined && squares > 0 ? middle / Math.sqrt(squares / returns.length) : undefined
}

/** Annualises a ratio or deviation of independent returns. */
export const annualised = (perPeriod: number, periodsPerYear: number): number => perPeriod * Math.sqrt(periodsPerYear)

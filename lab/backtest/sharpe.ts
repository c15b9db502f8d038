import type { Column } from '../market/bars.ts'

/** Days on which a market that never closes makes a return. */
export const daysPerYear = 365

/** The arithmetic mean; undefined for no values. */
export function mean(x: Column): number | undefined {
  if (x.length === 0) return undefined
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]
  return sum / x.length
}

/** Sample standard deviation, n − 1; undefined for fewer than 2 values. @param middle its mean */
export function deviation(x: Column, middle = mean(x)): number | undefined {
  if (middle === undefined || x.length < 2) return undefined
  let squares = 0
  for (let i = 0; i < x.length; i++) squares += (x[i] - middle) ** 2
  return Math.sqrt(squares / (x.length - 1))
}

/**
 * Sharpe ratio per period of the returns, not annualised: mean over standard deviation (n − 1), risk-free rate 0.
 *
 * @returns undefined when fewer than 2 returns, or when they do not vary: there is no ratio to report
 */
export function sharpe(returns: Column): number | undefined {
  const middle = mean(returns)
  return ratioOf(middle, deviation(returns, middle))
}

/** The same from mean and deviation. */
export function ratioOf(middle: number | undefined, spread: number | undefined): number | undefined {
  // What only rounding makes vary does not vary.
  return spread !== undefined && middle !== undefined && spread > 1e-12 * Math.abs(middle) ? middle / spread : undefined
}

/**
 * Sortino ratio per period, target 0: mean over the root mean square of losses, gains counting as 0 among all n.
 *
 * @param middle their mean
 * @returns undefined when nothing was lost
 * @see Sortino and Price, 1994
 */
export function sortino(returns: Column, middle = mean(returns)): number | undefined {
  let squares = 0
  for (let i = 0; i < returns.length; i++) if (returns[i] < 0) squares += returns[i] ** 2
  return middle !== undefined && squares > 0 ? middle / Math.sqrt(squares / returns.length) : undefined
}

/** The Sharpe ratio of a year from that of a period, for independent returns. */
export const annualised = (perPeriod: number, periodsPerYear: number): number => perPeriod * Math.sqrt(periodsPerYear)

import { type Costs, fraction } from './fees.ts'
import type { Price, Size, Usd } from './units.ts'
import { type DurationMs, hour } from './units.ts'

/**
 * Number of funding hours in a bar, including the hour on which it opens. A bar that contains no full hour pays
 * nothing.
 */
export function fundingHours(openTime: number, interval: DurationMs): number {
  const first = Math.ceil(openTime / hour)
  const last = Math.ceil((openTime + interval) / hour)
  return last - first
}

/**
 * Funding in USD for holding `size` for one hour; negative when it is received.
 *
 * @param rate hourly rate that longs pay to shorts. When undefined or NaN, either side pays the assumed cost instead
 */
export function fundingPayment(size: Size, price: Price, rate: number | undefined, costs: Costs): Usd {
  if (size === 0) return 0
  if (rate === undefined || Number.isNaN(rate)) return Math.abs(size) * price * fraction(costs.unknownFunding)
  const payment = size * price * rate
  return payment > 0 ? payment * (costs.paidFundingFactor ?? 1) : payment || 0
}

import { type Costs, fraction } from './fees.ts'
import type { Price, Size, Usd } from './units.ts'
import { type DurationMs, hour } from './units.ts'

/**
 * Number of times that funding is due in a bar: once at every full hour from its open (inclusive) to its close
 * (exclusive). It is 0 for a short bar without a full hour.
 */
export function fundingHours(openTime: number, interval: DurationMs): number {
  const first = Math.ceil(openTime / hour)
  const last = Math.ceil((openTime + interval) / hour)
  return last - first
}

/**
 * Funding in USD for holding `size` for one hour; negative when it is received.
 *
 * @param price price at which the position is valued
 * @param rate hourly rate that longs pay to shorts, as a fraction of notional. When it is undefined or NaN, long and
 *   short positions both pay the assumed cost `costs.unknownFunding`
 */
export function fundingPayment(size: Size, price: Price, rate: number | undefined, costs: Costs): Usd {
  if (size === 0) return 0
  if (rate === undefined || Number.isNaN(rate)) return Math.abs(size) * price * fraction(costs.unknownFunding)
  const payment = size * price * rate
  return payment > 0 ? payment * (costs.paidFundingFactor ?? 1) : payment || 0
}

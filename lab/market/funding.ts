import { type Costs, fraction } from './fees.ts'
import type { Price, Size, Usd } from './units.ts'
import { type DurationMs, hour } from './units.ts'

/** How many funding hours fall into a bar, the hour it opens on included. Rows that do not touch a full hour pay nothing. */
export function fundingHours(openTime: number, interval: DurationMs): number {
  const first = Math.ceil(openTime / hour)
  const last = Math.ceil((openTime + interval) / hour)
  return last - first
}

/**
 * What holding `size` for one funding hour costs; negative is received.
 *
 * @param rate hourly rate that longs pay shorts; undefined or NaN where unknown, and then the assumed cost is paid by either side
 */
export function fundingPayment(size: Size, price: Price, rate: number | undefined, costs: Costs): Usd {
  if (size === 0) return 0
  if (rate === undefined || Number.isNaN(rate)) return Math.abs(size) * price * fraction(costs.unknownFunding)
  const payment = size * price * rate
  return payment > 0 ? payment * (costs.paidFundingFactor ?? 1) : payment || 0
}

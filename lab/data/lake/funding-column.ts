import type { Column } from '../../market/bars.ts'
import { type DurationMs, hour } from '../../market/units.ts'

/**
 * Funding payments of a symbol, ascending by time. At `t` (epoch ms) a long position pays the fraction `rate` of its
 * notional for the preceding `hours` hours.
 */
export interface Payments {
  readonly t: Column
  readonly rate: Column
  readonly hours: Column
}

/**
 * Funding rate per hour for each bar: the mean of the rates paid at the full hours in `[open, open + interval)`.
 * - A bar without a full hour, because it is shorter than an hour, has the rate of the last full hour before it.
 * - A payment for eight hours counts in full at its own hour, and the seven hours before count 0. A position then pays
 *   what the venue charged.
 * - A bar is NaN when the payment of one of its hours is unknown.
 *
 * @param own rates that the bars already have, NaN where unknown; known rates are kept
 */
export function fundingColumn(openTime: Column, interval: DurationMs, own: Column, payments: Payments): Float64Array {
  const rateAt = hourly(payments)
  return Float64Array.from(own, (known, i) => {
    if (!Number.isNaN(known)) return known
    const first = Math.ceil(openTime[i] / hour)
    const last = Math.ceil((openTime[i] + interval) / hour)
    if (first === last) return rateAt.get(first - 1) ?? Number.NaN
    let sum = 0
    for (let at = first; at < last; at++) sum += rateAt.get(at) ?? Number.NaN
    return sum / (last - first)
  })
}

/** Rate paid at each full hour; keys are hours since the epoch. */
function hourly({ t, rate, hours }: Payments): Map<number, number> {
  const paid = new Map<number, number>()
  for (let i = 0; i < t.length; i++) {
    const at = t[i] / hour
    for (let before = at - hours[i] + 1; before < at; before++) if (!paid.has(before)) paid.set(before, 0)
    paid.set(at, rate[i])
  }
  return paid
}

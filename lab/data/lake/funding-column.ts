import type { Column } from '../../market/bars.ts'
import { type DurationMs, hour } from '../../market/units.ts'

/** Funding payments, ascending by time: at `t` (epoch ms) a position pays `rate` of its notional for the `hours` hours before. */
export interface Payments {
  readonly t: Column
  readonly rate: Column
  readonly hours: Column
}

/**
 * Funding rate per hour for each bar: the mean of the rates paid at the full hours in `[open, open + interval)`. A bar shorter
 * than an hour may contain no full hour; it then has the rate of the last full hour before it. A payment for eight hours counts in
 * full at its own hour and the seven hours before pay 0, so that a position pays what the venue charged. A bar is NaN when the
 * payment of one of its hours is unknown.
 *
 * @param own rates that the bars already carry, NaN where unknown; known ones are kept
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

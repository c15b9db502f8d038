import type { Column } from '../../market/bars.ts'
import { type DurationMs, hour } from '../../market/units.ts'

/** Payments in order of time: `rate` of the notional at each `t`, for the `hours` before it. */
export interface Payments {
  readonly t: Column
  readonly rate: Column
  readonly hours: Column
}

/**
 * Funding per hour for each bar: the mean of what is paid at the full hours in `[open, open + interval)`, of which a bar shorter
 * than an hour has one or none; with none it carries what was last paid within the hour before. A payment for eight hours counts
 * in full at its own hour, and the seven before it pay nothing: so a position pays what the venue took. An hour of which nothing
 * is known leaves its bar unknown.
 *
 * @param own what the bars know themselves, NaN where nothing; it stands
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

/** Rate paid at each full hour, counted from the epoch. */
function hourly({ t, rate, hours }: Payments): Map<number, number> {
  const paid = new Map<number, number>()
  for (let i = 0; i < t.length; i++) {
    const at = t[i] / hour
    for (let before = at - hours[i] + 1; before < at; before++) if (!paid.has(before)) paid.set(before, 0)
    paid.set(at, rate[i])
  }
  return paid
}

import type { Column } from '../market/bars.ts'
import type { Outcome } from '../market/outcome.ts'
import { day } from '../market/units.ts'

/**
 * Daily returns, from the end of one UTC day to the end of the next; the first is relative to the starting cash. The
 * return of a day without a bar counts on the next day with one. Statistics use daily returns, because hourly returns
 * of one position are not independent.
 */
export function dailyReturns({ cash, time, equity }: Pick<Outcome, 'cash' | 'time' | 'equity'>): Float64Array {
  const returns: number[] = []
  let before = cash
  for (let i = 0; i < time.length; i++) {
    // A bar that closes at midnight belongs to the day that ends there.
    const ends = i === time.length - 1 || dayOf(time, i) !== dayOf(time, i + 1)
    if (!ends) continue
    returns.push(before > 0 ? equity[i] / before - 1 : 0)
    before = equity[i]
  }
  return Float64Array.from(returns)
}

const dayOf = (time: Column, i: number) => Math.floor((time[i] - 1) / day)

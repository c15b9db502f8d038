import type { Column } from '../../market/bars.ts'
import type { DurationMs } from '../../market/units.ts'
import { SortedWindow } from './sorted-window.ts'

/** Definition of an outlier; printed with every report. */
export interface OutlierRule {
  /** Number of returns that each return is compared with; the window is centred on it. */
  readonly window: number
  /** Largest allowed distance from the window's median, in robust standard deviations. */
  readonly deviations: number
}

/** The window is a week of hourly bars. At 20 deviations, a liquid market's worst crashes are outliers, its ordinary bad days are not. */
export const defaultOutlierRule: OutlierRule = { window: 169, deviations: 20 }

export interface Outlier {
  readonly openTime: number
  /** ln(close / previous close). */
  readonly logReturn: number
  /** Distance from the median in robust standard deviations; negative for a fall. */
  readonly deviations: number
}

/** Standard deviation of a normal variable, in units of its median absolute deviation (MAD). */
const perMad = 1.482602218505602

/**
 * Returns far from the median of the returns around them, measured in 1.4826 × MAD. Returns across a gap are not judged. Where at
 * least half of the window is one value, MAD is 0 and nothing is called an outlier.
 *
 * @param openTime epoch ms, strictly increasing
 * @param close one for each open time, finite and above 0
 */
export function outliers(openTime: Column, close: Column, interval: DurationMs, rule = defaultOutlierRule): Outlier[] {
  const rows: number[] = []
  for (let i = 1; i < close.length; i++) if (openTime[i] - openTime[i - 1] === interval) rows.push(i)
  const returns = Float64Array.from(rows, i => Math.log(close[i] / close[i - 1]))
  const width = Math.min(rule.window, returns.length)
  const window = new SortedWindow(returns.subarray(0, width))
  const found: Outlier[] = []
  for (let i = 0, start = 0; i < returns.length; i++) {
    // The window is centred on the return, but stays full at both ends of the series.
    const wanted = Math.max(0, Math.min(returns.length - width, i - (width >>> 1)))
    for (; start < wanted; start++) window.replace(returns[start], returns[start + width])
    const { median, mad } = window
    const deviations = mad > 0 ? (returns[i] - median) / (perMad * mad) : 0
    if (Math.abs(deviations) > rule.deviations) {
      found.push({ openTime: openTime[rows[i]], logReturn: returns[i], deviations })
    }
  }
  return found
}

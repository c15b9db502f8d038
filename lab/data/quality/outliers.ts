import type { Column } from '../../market/bars.ts'
import type { DurationMs } from '../../market/units.ts'
import { SortedWindow } from './sorted-window.ts'

/** What counts as an outlier: stated with every report. */
export interface OutlierRule {
  /** Returns among which one is judged, centred on it. */
  readonly window: number
  /** Robust standard deviations from the window's median. */
  readonly deviations: number
}

/** A week of hourly bars; at 20 deviations a liquid market's worst crashes remain and its ordinary bad days do not. */
export const defaultOutlierRule: OutlierRule = { window: 169, deviations: 20 }

export interface Outlier {
  readonly openTime: number
  /** ln(close / previous close). */
  readonly logReturn: number
  /** Signed. */
  readonly deviations: number
}

/** Of a normal variable the standard deviation is this many times the median absolute deviation. */
const perMad = 1.482602218505602

/**
 * Returns far from the median of their neighbourhood, measured in 1.4826 × median absolute deviation. Steps over a gap are not
 * judged, and where half the neighbourhood does not move at all there is no scale to judge by.
 *
 * @param openTime strictly increasing
 * @param close finite and above 0, as many
 */
export function outliers(openTime: Column, close: Column, interval: DurationMs, rule = defaultOutlierRule): Outlier[] {
  const rows: number[] = []
  for (let i = 1; i < close.length; i++) if (openTime[i] - openTime[i - 1] === interval) rows.push(i)
  const returns = Float64Array.from(rows, i => Math.log(close[i] / close[i - 1]))
  const width = Math.min(rule.window, returns.length)
  const window = new SortedWindow(returns.subarray(0, width))
  const found: Outlier[] = []
  for (let i = 0, start = 0; i < returns.length; i++) {
    // Centred where there is room, and whole at both ends.
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

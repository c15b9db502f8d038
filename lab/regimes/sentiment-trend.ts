import { requireEqualLengths } from '../indicators/lengths.ts'
import { rollingStd } from '../indicators/rolling-std.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { day } from '../market/units.ts'

/** Codes of the direction of sentiment. */
export const sentimentDirection = { down: -1, stable: 0, up: 1 } as const

/** Daily changes of the index up to this size count as noise. */
const noise = 2
const week = 7

/** Direction, strength and volatility of a sentiment index, one value per day. */
export interface SentimentTrend {
  /** Codes of `sentimentDirection`: up or down when the index changed by more than 2 since the day before. */
  readonly direction: Float64Array
  /** Absolute change since the day before / 50, at most 1. */
  readonly strength: Float64Array
  /** Population standard deviation (divisor 7) of the index over the last seven days / 100. */
  readonly volatility: Float64Array
}

/**
 * Trend of a daily sentiment index. Rows are days, not bars; join the result to bars by the time of publication.
 *
 * @param t     start of each day, epoch ms, strictly increasing; a missing day is absent
 * @param value index of each day, 0…100
 * @returns NaN where the day before is absent; for the volatility, where one of the last seven days is absent
 */
export function sentimentTrend(t: Column, value: Column): SentimentTrend {
  requireEqualLengths('sentimentTrend', { t, value })
  const change = rowByRow(value, (now, i) => (t[i] - t[i - 1] === day ? now - value[i - 1] : Number.NaN))
  const sample = rollingStd(value, week)
  return {
    direction: change.map(by => (Math.abs(by) <= noise ? 0 : Math.sign(by))),
    strength: change.map(by => Math.min(Math.abs(by) / 50, 1)),
    volatility: sample.map((std, i) =>
      t[i] - t[i - week + 1] === (week - 1) * day ? (std * Math.sqrt((week - 1) / week)) / 100 : Number.NaN,
    ),
  }
}

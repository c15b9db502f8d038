import { requireEqualLengths } from '../indicators/lengths.ts'
import { rollingStd } from '../indicators/rolling-std.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { day } from '../market/units.ts'

/** What the numbers of a sentiment's direction mean. */
export const sentimentDirection = { down: -1, stable: 0, up: 1 } as const

/** A change of the index by this much or less from one day to the next is noise. */
const noise = 2
const week = 7

export interface SentimentTrend {
  /** Codes of `sentimentDirection`: up or down where the day before was more than 2 lower or higher. */
  readonly direction: Float64Array
  /** |change since the day before| / 50, at most 1. */
  readonly strength: Float64Array
  /** Standard deviation of the last seven days as all there is (divisor 7), / 100. */
  readonly volatility: Float64Array
}

/**
 * Where an index of the day is heading. One row a day, not a bar: bring the outcome to bars by the day's publication.
 *
 * @param t     start of each day, epoch ms, strictly increasing; a lost day is absent
 * @param value 0…100 for each
 * @returns NaN where the day before is absent; for the volatility, where one of the last seven is
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

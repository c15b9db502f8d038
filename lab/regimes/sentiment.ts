import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/** What the sentiment regime's numbers mean, from fear to greed. */
export const sentimentRegime = { extremeFear: 0, fear: 1, neutral: 2, greed: 3, extremeGreed: 4 } as const

/** What a contrarian does about each of them: buy what others flee, sell what they chase. */
export const sentimentSignal = { strongBuy: 2, weakBuy: 1, hold: 0, weakSell: -1, strongSell: -2 } as const

/**
 * Fear and greed in five regimes: 0–25 extreme fear, 26–45 fear, 46–54 neutral, 55–75 greed, 76–100 extreme greed. These are
 * the documented lines; the index's own site draws one of them otherwise and calls 46 fear.
 *
 * @param sentiment 0…100 per bar, as known at its close; NaN where nothing fresh is known
 * @returns codes of `sentimentRegime`; NaN where the column is
 */
export const sentimentRegimes = (sentiment: Column): Float64Array => rowByRow(sentiment, moodOf)

/** What a contrarian does: codes of `sentimentSignal`; NaN where the column is. */
export const sentimentSignals = (sentiment: Column): Float64Array =>
  rowByRow(sentiment, value => sentimentSignal.strongBuy - moodOf(value))

/**
 * How strongly extremes call for the contrary: 1 at no hope at all (0) and at no fear at all (100), 0 from 25 to 75.
 *
 * @returns 0…1; NaN where the column is
 */
export const contrarianStrengths = (sentiment: Column): Float64Array => rowByRow(sentiment, contrarianStrength)

/** The code of one value; what lies between two whole numbers is fear above 25, neutral above 45 and below 55. */
export function moodOf(value: number): number {
  if (!(value >= 0 && value <= 100)) return Number.NaN
  if (value <= 25) return sentimentRegime.extremeFear
  if (value <= 45) return sentimentRegime.fear
  if (value < 55) return sentimentRegime.neutral
  return value <= 75 ? sentimentRegime.greed : sentimentRegime.extremeGreed
}

function contrarianStrength(value: number): number {
  if (!(value >= 0 && value <= 100)) return Number.NaN
  if (value <= 25) return 1 - value / 25
  return value > 75 ? (value - 75) / 25 : 0
}

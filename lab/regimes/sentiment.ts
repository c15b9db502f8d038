import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'

/** Codes of the sentiment regime, from fear to greed. */
export const sentimentRegime = { extremeFear: 0, fear: 1, neutral: 2, greed: 3, extremeGreed: 4 } as const

/** Codes of the contrarian signal: buy in fear, sell in greed. */
export const sentimentSignal = { strongBuy: 2, weakBuy: 1, hold: 0, weakSell: -1, strongSell: -2 } as const

/**
 * Fear and greed in five regimes: 0–25 extreme fear, 26–45 fear, 46–54 neutral, 55–75 greed, 76–100 extreme greed.
 * The site that publishes the index differs in one case: it calls 46 fear.
 *
 * @param sentiment 0…100 per bar, as known at its close; NaN where no recent value is known
 * @returns codes of `sentimentRegime`; NaN where the column is NaN
 */
export const sentimentRegimes = (sentiment: Column): Float64Array => rowByRow(sentiment, sentimentCode)

/** The contrarian signal: codes of `sentimentSignal`; NaN where the column is NaN. */
export const sentimentSignals = (sentiment: Column): Float64Array =>
  rowByRow(sentiment, value => sentimentSignal.strongBuy - sentimentCode(value))

/**
 * Strength of the contrarian signal: 1 at the extremes 0 and 100 of the index, falling linearly to 0 at 25 and 75, and
 * 0 in between.
 *
 * @returns 0…1; NaN where the column is NaN
 */
export const contrarianStrengths = (sentiment: Column): Float64Array => rowByRow(sentiment, contrarianStrength)

/**
 * The regime code of one value; NaN outside 0…100. For fractions, fear begins above 25, neutral above 45, greed at 55,
 * and extreme greed above 75.
 */
export function sentimentCode(value: number): number {
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

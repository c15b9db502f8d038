import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { correlationRegime } from './correlation-regime.ts'
import { sentimentRegime } from './sentiment.ts'
import { volatilityRegime } from './volatility.ts'
import { volumeRegime } from './volume.ts'

/** Codes of the overall market regime. */
export const marketRegime = { riskOff: 0, transitional: 1, neutral: 2, riskOn: 3 } as const

/** Minimum confidence, 0…1, at which strategies act on a regime. */
export const confident = 0.7

/** The votes of the four detectors. Each is a column of the codes of its detector, NaN where unknown. */
export interface DetectorVotes<T = Column> {
  readonly sentiment: T
  readonly volatility: T
  readonly correlation: T
  readonly volume: T
}

/** Usual weight of each vote; the weights sum to 1. */
export const voteWeights: DetectorVotes<number> = { sentiment: 0.3, volatility: 0.25, correlation: 0.25, volume: 0.2 }

/** The overall market regime at each bar. */
export interface Composite {
  /** Codes of `marketRegime`; NaN where all votes are unknown. */
  readonly regime: Float64Array
  /** Confidence in the regime, 0…1; NaN where all votes are unknown. */
  readonly confidence: Float64Array
}

/**
 * The overall market regime, from a weighted vote of four detectors.
 *
 * Greed, low volatility and a breakdown of correlation vote for risk-on. Fear, high volatility and high correlation
 * vote for risk-off. High volume signals a transition. Everything else votes for neutral.
 *
 * Risk-on needs more than half of the known weight. Risk-off needs at least as much weight as risk-on and as neutral.
 * Otherwise the regime is neutral.
 *
 * Confidence is the weight of the votes for the regime. High volume adds its own weight to risk-on or risk-off.
 * Confidence is raised by .1 above .5, by .2 above .6, and capped at 1.
 *
 * Four points differ from the common form of this vote, from which this code started:
 * - An unknown vote is left out and supports no side, so that unknown votes lower the confidence. The common form
 *   replaces it by a neutral vote.
 * - The largest weight alone does not make risk-on. Otherwise the regime could turn to risk-on when volatility rises.
 *   Example: with greed and medium volatility, neutral leads; high volatility then takes its vote away from neutral.
 *   With all votes known, this rule changes one case: fear with low volatility and a breakdown of correlation is
 *   neutral instead of risk-on.
 * - High volume makes a transition when no side has more than half of the known weight. In the common form its weight
 *   of .20 must be the largest, which never happens beside the .30 of sentiment.
 * - The confidence of a neutral regime is the weight of neutral itself, not that of the losing side.
 *
 * @param votes   columns of equal length
 * @param weights weight of each vote, ≥ 0; they sum to 1
 * @returns NaN where all four votes are unknown; first defined row: that of the first vote
 * @throws RangeError on columns of unequal length and on invalid weights
 */
export function composite(votes: DetectorVotes, weights: DetectorVotes<number> = voteWeights): Composite {
  requireEqualLengths('composite', { ...votes })
  requireWeights(weights)
  const { sentiment, volatility, correlation, volume } = votes
  const n = sentiment.length
  const regime = new Float64Array(n).fill(Number.NaN)
  const confidence = new Float64Array(n).fill(Number.NaN)
  for (let i = 0; i < n; i++) {
    const tally = { on: 0, off: 0, neutral: 0 }
    tally[sentimentVote(sentiment[i])] += known(sentiment[i], weights.sentiment)
    tally[volatilityVote(volatility[i])] += known(volatility[i], weights.volatility)
    tally[correlationVote(correlation[i])] += known(correlation[i], weights.correlation)
    const transition = volume[i] === volumeRegime.high ? weights.volume : 0
    tally.neutral += known(volume[i], weights.volume) - transition
    const all = tally.on + tally.off + tally.neutral + transition
    if (all === 0) continue
    regime[i] = winner(tally, transition, all)
    confidence[i] = confidenceOf(behind(regime[i], tally, transition))
  }
  return { regime, confidence }
}

type Tally = Readonly<Record<'on' | 'off' | 'neutral', number>>

/** Differences between weights below this count as a tie: sums in different order differ in their last digits. */
const tie = 1e-9

function winner({ on, off, neutral }: Tally, transition: number, all: number): number {
  if (transition > 0 && Math.max(on, off, neutral) <= all / 2 + tie) return marketRegime.transitional
  if (on > all / 2 + tie) return marketRegime.riskOn
  return off >= Math.max(on, neutral) - tie ? marketRegime.riskOff : marketRegime.neutral
}

/** Weight of the votes for a regime, including the weight of high volume. */
function behind(regime: number, { on, off, neutral }: Tally, transition: number): number {
  if (regime === marketRegime.riskOn) return on + transition
  if (regime === marketRegime.riskOff) return off + transition
  return regime === marketRegime.neutral ? neutral : transition
}

function confidenceOf(weight: number): number {
  return Math.min(1, weight + (weight > 0.6 + tie ? 0.2 : weight > 0.5 + tie ? 0.1 : 0))
}

const known = (code: number, weight: number) => (Number.isNaN(code) ? 0 : weight)

function sentimentVote(code: number): keyof Tally {
  return code < sentimentRegime.neutral ? 'off' : code > sentimentRegime.neutral ? 'on' : 'neutral'
}

function volatilityVote(code: number): keyof Tally {
  return code === volatilityRegime.low ? 'on' : code === volatilityRegime.high ? 'off' : 'neutral'
}

function correlationVote(code: number): keyof Tally {
  return code === correlationRegime.breakdown ? 'on' : code === correlationRegime.high ? 'off' : 'neutral'
}

function requireWeights(weights: DetectorVotes<number>): void {
  let sum = 0
  for (const [name, weight] of Object.entries(weights)) {
    if (!(weight >= 0)) throw new RangeError(`composite: weight of ${name} is ${weight}, expected a number ≥ 0`)
    sum += weight
  }
  if (!(Math.abs(sum - 1) < tie)) throw new RangeError(`composite: weights add up to ${sum}, expected 1`)
}

import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { correlationRegime } from './correlation-regime.ts'
import { sentimentRegime } from './sentiment.ts'
import { volatilityRegime } from './volatility.ts'
import { volumeRegime } from './volume.ts'

/** Codes of the overall market regime. */
export const marketRegime = { riskOff: 0, transitional: 1, neutral: 2, riskOn: 3 } as const

/** Confidence from which strategies act on a regime. */
export const confident = 0.7

/** One vote per detector: a column of that detector's codes, NaN where unknown. */
export interface DetectorVotes<T = Column> {
  readonly sentiment: T
  readonly volatility: T
  readonly correlation: T
  readonly volume: T
}

/** Weight of each vote; the weights sum to 1. */
export const voteWeights: DetectorVotes<number> = { sentiment: 0.3, volatility: 0.25, correlation: 0.25, volume: 0.2 }

export interface Composite {
  /** Codes of `marketRegime`. */
  readonly regime: Float64Array
  /** 0…1. */
  readonly confidence: Float64Array
}

/**
 * The overall market regime, from a weighted vote of four detectors.
 *
 * Greed, low volatility and a breakdown of correlation vote for risk-on. Fear, high volatility and high correlation
 * vote for risk-off. High volume signals a transition. Everything else votes for neutral. Risk-on needs more than half
 * of the known weight. Risk-off needs as much weight as any other side. Otherwise the regime is neutral.
 *
 * Confidence is the weight behind the regime; high volume adds its own weight to risk-on or risk-off. It is raised by
 * .1 above .5, by .2 above .6, and capped at 1.
 *
 * Four points differ from the common form of this vote, which this code started from:
 * - An unknown vote is left out and supports no side, so that confidence shows what was unknown. Elsewhere it is
 *   replaced by a neutral vote.
 * - The largest weight alone does not make risk-on. Otherwise the regime can turn to risk-on when volatility rises:
 *   with greed and medium volatility neutral leads, and high volatility takes that vote away from neutral. With all
 *   votes known, this changes one case: fear with low volatility and a breakdown of correlation is neutral instead of
 *   risk-on.
 * - High volume makes a transition when no side has more than half of the known weight. Elsewhere its weight of .20
 *   must be the largest, which never happens beside sentiment's .30.
 * - The confidence of a neutral regime is the weight of neutral itself, not that of the losing side.
 *
 * @param votes columns of equal length
 * @returns NaN where all four votes are unknown; first defined row: that of the first vote
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

/** Sums of the same weights in a different order differ in the last digits. Smaller differences count as a tie. */
const tie = 1e-9

function winner({ on, off, neutral }: Tally, transition: number, all: number): number {
  if (transition > 0 && Math.max(on, off, neutral) <= all / 2 + tie) return marketRegime.transitional
  if (on > all / 2 + tie) return marketRegime.riskOn
  return off >= Math.max(on, neutral) - tie ? marketRegime.riskOff : marketRegime.neutral
}

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

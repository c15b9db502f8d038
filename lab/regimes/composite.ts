import { requireEqualLengths } from '../indicators/lengths.ts'
import type { Column } from '../market/bars.ts'
import { correlationRegime } from './correlation-regime.ts'
import { sentimentRegime } from './sentiment.ts'
import { volatilityRegime } from './volatility.ts'
import { volumeRegime } from './volume.ts'

/** What the numbers of the regime as a whole mean. */
export const marketRegime = { riskOff: 0, transitional: 1, neutral: 2, riskOn: 3 } as const

/** From here on a regime is one to act upon. */
export const confident = 0.7

/** The four votes, each a column of its detector's codes, NaN where unknown. */
export interface DetectorVotes<T = Column> {
  readonly sentiment: T
  readonly volatility: T
  readonly correlation: T
  readonly volume: T
}

/** How much each vote counts; together 1. */
export const voteWeights: DetectorVotes<number> = { sentiment: 0.3, volatility: 0.25, correlation: 0.25, volume: 0.2 }

export interface Composite {
  /** Codes of `marketRegime`. */
  readonly regime: Float64Array
  /** 0…1. */
  readonly confidence: Float64Array
}

/**
 * The market as a whole. Greed, low volatility and a breakdown of correlation vote for risk on; fear, high volatility and
 * high correlation for risk off; high volume is a sign of transition; everything else is neutral. Risk on takes more than half of
 * the known weight, risk off as much as any other has; else it is neutral. Confidence is the weight behind the regime, to which
 * high volume adds its own where a side of risk leads; .1 more above .5, .2 more above .6, at most 1.
 *
 * As documented, but for four mends:
 * - Unknown votes are left out and their weight backs nobody, so that confidence shows what was not known. Documented were
 *   neutral stand-ins.
 * - Most weight alone does not make risk on. Documented it did: with greed against a medium volatility, neutral led; as volatility
 *   became high, neutral lost that vote and the regime turned bold. Where all is known this only moves fear beside low
 *   volatility and a breakdown, from risk on to neutral.
 * - High volume makes a transition where nothing has more than half of the known weight. Documented was that its .20 must be
 *   the most, which it never is beside sentiment's .30.
 * - A neutral regime's confidence is its own weight. Documented was that of the side that lost.
 *
 * @param votes columns of equal length
 * @returns NaN where all four are unknown; first defined row: that of the first vote
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
    tally[moodVote(sentiment[i])] += known(sentiment[i], weights.sentiment)
    tally[volatilityVote(volatility[i])] += known(volatility[i], weights.volatility)
    tally[correlationVote(correlation[i])] += known(correlation[i], weights.correlation)
    const stir = volume[i] === volumeRegime.high ? weights.volume : 0
    tally.neutral += known(volume[i], weights.volume) - stir
    const all = tally.on + tally.off + tally.neutral + stir
    if (all === 0) continue
    regime[i] = winner(tally, stir, all)
    confidence[i] = confidenceOf(behind(regime[i], tally, stir))
  }
  return { regime, confidence }
}

type Tally = Readonly<Record<'on' | 'off' | 'neutral', number>>

/** Sums of the same weights in another order differ in the last digits; that decides nothing. */
const tie = 1e-9

function winner({ on, off, neutral }: Tally, stir: number, all: number): number {
  if (stir > 0 && Math.max(on, off, neutral) <= all / 2 + tie) return marketRegime.transitional
  if (on > all / 2 + tie) return marketRegime.riskOn
  return off >= Math.max(on, neutral) - tie ? marketRegime.riskOff : marketRegime.neutral
}

function behind(regime: number, { on, off, neutral }: Tally, stir: number): number {
  if (regime === marketRegime.riskOn) return on + stir
  if (regime === marketRegime.riskOff) return off + stir
  return regime === marketRegime.neutral ? neutral : stir
}

function confidenceOf(weight: number): number {
  return Math.min(1, weight + (weight > 0.6 + tie ? 0.2 : weight > 0.5 + tie ? 0.1 : 0))
}

const known = (code: number, weight: number) => (Number.isNaN(code) ? 0 : weight)

function moodVote(code: number): keyof Tally {
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

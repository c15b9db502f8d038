import type { AssetFacts } from './facts.ts'
import type { UniverseRules } from './rules.ts'

/** Scores of an asset, each from 0 to 1. Null: the data for it is unknown. */
export interface Scores {
  readonly depth: number | null
  readonly spread: number | null
  readonly balance: number | null
  readonly volume: number | null
  readonly liquidity: number | null
  /** Whether liquidity is from measured depth, or from volume in its place. */
  readonly liquidityFrom: 'book' | 'bars' | null
  readonly band: number | null
  readonly stability: number | null
  readonly volatility: number | null
  readonly composite: number | null
}

/**
 * depth = min(1, (bid + ask USD) / (2 · 50,000)); spread = max(0, 1 − spread / 0.002); balance = 1 − |bid − ask| / (bid +
 * ask); liquidity = 0.5 depth + 0.3 spread + 0.2 balance; volatility = 0.7 band + 0.3 / (1 + σ); composite = 0.6 liquidity +
 * 0.4 volatility. An unknown part counts as 0.
 *
 * Without a book, liquidity = 0.7 volume + 0.3 spread, where volume is 0 at 1 million USD a day, 1 at 100 million, and
 * logarithmic in between. The spread is then mostly an estimate that is too wide.
 */
export function score(facts: AssetFacts, rules: UniverseRules): Scores {
  const resting = facts.book?.[rules.depth] ?? null
  const total = resting === null ? null : resting.bidUsd + resting.askUsd
  const parts = {
    depth: map(total, usd => Math.min(1, usd / (2 * rules.fullDepthUsd))),
    spread: map(facts.spread, ({ value }) => Math.max(0, 1 - value / rules.zeroSpread)),
    balance: resting && total ? 1 - Math.abs(resting.bidUsd - resting.askUsd) / total : null,
    volume: map(facts.medianVolumeUsd, usd => volumeScore(usd, rules)),
    band: map(facts.volatility, sigma => bandScore(sigma, rules.band)),
    stability: map(facts.volatility, sigma => 1 / (1 + sigma)),
  }
  const { weights } = rules
  const liquidity = liquidityOf(parts, weights.liquidity)
  const volatility =
    parts.band === null || parts.stability === null
      ? null
      : weights.volatility.band * parts.band + weights.volatility.stability * parts.stability
  return {
    ...parts,
    liquidity,
    liquidityFrom: liquidity === null ? null : parts.depth === null ? 'bars' : 'book',
    volatility,
    composite:
      liquidity === null || volatility === null
        ? null
        : weights.composite.liquidity * liquidity + weights.composite.volatility * volatility,
  }
}

/**
 * Score of a daily volatility, 1 at the ideal. Up to the ideal it is the documented 1 − |σ − ideal| / ideal, which equals σ /
 * ideal. Above the ideal that formula would reach 0 at twice the ideal, well inside the band. Here the score falls to 0.375 at
 * the upper edge, as at the lower edge, and from there to 0 over a further 0.1, as documented.
 */
export function bandScore(sigma: number, { low, ideal, high, zero }: UniverseRules['band']): number {
  const edge = low / ideal
  if (sigma <= ideal) return Math.max(0, sigma / ideal)
  if (sigma <= high) return 1 - ((1 - edge) * (sigma - ideal)) / (high - ideal)
  return Math.max(0, (edge * (zero - sigma)) / (zero - high))
}

function volumeScore(usd: number, { zeroVolumeUsd, fullVolumeUsd }: UniverseRules): number {
  const share = Math.log(usd / zeroVolumeUsd) / Math.log(fullVolumeUsd / zeroVolumeUsd)
  return Math.max(0, Math.min(1, share))
}

function liquidityOf(
  { depth, spread, balance, volume }: Pick<Scores, 'depth' | 'spread' | 'balance' | 'volume'>,
  weights: UniverseRules['weights']['liquidity'],
): number | null {
  const ofSpread = weights.spread * (spread ?? 0)
  if (depth !== null) return weights.depth * depth + ofSpread + weights.balance * (balance ?? 0)
  return volume === null ? null : (weights.depth + weights.balance) * volume + ofSpread
}

const map = <T>(value: T | null, of: (value: T) => number): number | null => (value === null ? null : of(value))

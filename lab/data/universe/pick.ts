import type { Correlations } from './correlation.ts'
import type { AssetFacts } from './facts.ts'
import type { Exclusion } from './hard-limits.ts'
import type { UniverseRules } from './rules.ts'
import type { Scores } from './score.ts'

/** An asset that passes every limit. */
export interface Candidate {
  readonly symbol: string
  readonly facts: AssetFacts
  readonly scores: Scores
}

/** An asset chosen for the universe. */
export interface Picked extends Candidate {
  /** Position in the order of picking, from 1. */
  readonly rank: number
  /**
   * 0.6 composite score + 0.4 diversity at the time of picking, 0 to 1. The first pick has no diversity yet, so its
   * value is its composite score.
   */
  readonly value: number
  /** The earlier pick with the largest |correlation| to this asset; null for the first pick. */
  readonly closest: Closest | null
}

/** The picked asset that moves most like a given one. */
export interface Closest {
  readonly symbol: string
  /** −1 to 1. Null: unknown, which counts as no diversity. */
  readonly correlation: number | null
}

/**
 * Picks assets one after the other, up to the size of the universe. The first pick has the best composite score.
 *
 * Each further pick has the largest value of 0.6 composite + 0.4 max(0, 1 − |ρ| / 0.75), with the usual weights.
 * Here ρ is the correlation with the closest earlier pick; −1 adds as little diversity as +1.
 * Of equal values, the first by symbol is picked.
 *
 * @param candidates in order of symbol
 * @returns the picked assets by rank, and in `left` the others with the reason
 */
export function diversePick(
  candidates: readonly Candidate[],
  correlations: Correlations,
  rules: UniverseRules,
): { readonly picked: readonly Picked[]; readonly left: readonly Exclusion[] } {
  const picked: Picked[] = []
  let open = candidates.map(candidate => offer(candidate, null, rules))
  while (open.length > 0 && picked.length < rules.size) {
    // Values are updated before each pick, so an asset that is left keeps its value at the time of the last pick.
    open = open.map(one => beside(one, picked.at(-1), correlations, rules))
    const best = open.reduce((so, one) => (one.value > so.value ? one : so))
    picked.push({ ...best, rank: picked.length + 1 })
    open = open.filter(one => one !== best)
  }
  return { picked, left: open.map(one => outranked(one, picked)) }
}

type Offer = Omit<Picked, 'rank'>

function offer({ symbol, facts, scores }: Candidate, closest: Closest | null, rules: UniverseRules): Offer {
  const composite = scores.composite ?? 0
  const { weights, zeroDiversity } = rules
  if (closest === null) return { symbol, facts, scores, closest, value: composite }
  const diversity = Math.max(0, 1 - likeness(closest) / zeroDiversity)
  const value = weights.pick.composite * composite + weights.pick.diversity * diversity
  return { symbol, facts, scores, closest, value }
}

function beside(one: Offer, newest: Picked | undefined, correlations: Correlations, rules: UniverseRules): Offer {
  if (newest === undefined) return one
  const next = { symbol: newest.symbol, correlation: correlations(one.symbol, newest.symbol) }
  return offer(one, one.closest && likeness(one.closest) >= likeness(next) ? one.closest : next, rules)
}

/** |ρ|; an unknown correlation counts as 1, because the two assets may move alike. */
const likeness = ({ correlation }: Closest): number => (correlation === null ? 1 : Math.abs(correlation))

function outranked({ symbol, scores, closest, value }: Offer, picked: readonly Picked[]): Exclusion {
  const last = picked[picked.length - 1]
  const twin =
    closest === null
      ? ''
      : `, correlation ${closest.correlation === null ? 'unknown' : closest.correlation.toFixed(2)} with ${closest.symbol}`
  return {
    ...{ symbol, rule: 'rank', found: value, required: last.value },
    reason:
      `outranked: worth ${value.toFixed(3)} (composite ${scores.composite?.toFixed(3)}${twin}), ` +
      `required more than the ${last.value.toFixed(3)} of ${last.symbol}, the last of the ${picked.length} chosen`,
  }
}

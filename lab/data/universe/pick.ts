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

export interface Picked extends Candidate {
  /** From 1. */
  readonly rank: number
  /**
   * 0.6 composite + 0.4 diversity at the time of picking. The first pick has nothing to differ from, so its value is its
   * composite.
   */
  readonly value: number
  /** The earlier pick that it correlates with most; null for the first. */
  readonly closest: Closest | null
}

export interface Closest {
  readonly symbol: string
  /** Null: unknown, which counts as no diversity. */
  readonly correlation: number | null
}

/**
 * Picks assets one after the other. The first has the best composite. Each next one has the largest 0.6 composite + 0.4 max(0,
 * 1 − |ρ| / 0.75), where ρ is the correlation with the earlier pick that it resembles most. A correlation of −1 adds as little
 * diversity as +1. Ties go to the first by symbol.
 *
 * @param candidates in order of symbol
 */
export function diversePick(
  candidates: readonly Candidate[],
  correlations: Correlations,
  rules: UniverseRules,
): { readonly picked: readonly Picked[]; readonly left: readonly Exclusion[] } {
  const picked: Picked[] = []
  let open = candidates.map(candidate => offer(candidate, null, rules))
  while (open.length > 0 && picked.length < rules.size) {
    // The values of unpicked assets are those at the time of the last pick.
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

/** An unknown correlation counts as 1: the two may move alike. */
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

import type { AssetFacts } from './facts.ts'
import type { UniverseRules } from './rules.ts'
import type { Scores } from './score.ts'

/** The reason why an asset is not in the universe. */
export interface Exclusion {
  readonly symbol: string
  /** The first limit that it fails; `rank`: it passes all limits, but better assets fill the universe. */
  readonly rule: LimitName | 'rank'
  /** The asset's value, in the unit of the limit. Null: unknown, which fails the limit. */
  readonly found: number | null
  /** The limit. */
  readonly required: number
  /** Explanation with both numbers, for a report. */
  readonly reason: string
}

interface Limit {
  /** The value to compare; null when unknown. */
  readonly found: (facts: AssetFacts, scores: Scores, rules: UniverseRules) => number | null
  readonly required: (rules: UniverseRules) => number
  /** `least`: `found` must be ≥ `required`; `most`: ≤ `required`. */
  readonly at: 'least' | 'most'
  /** Name of the value, for the explanation. */
  readonly what: (facts: AssetFacts) => string
  /** Formats a value with its unit. */
  readonly show: (value: number) => string
  /** False when the limit is skipped; absent: it always applies. */
  readonly applies?: (scores: Scores, rules: UniverseRules) => boolean
}

const days = (value: number) => `${value.toFixed(1)} days`
const usd = (value: number) => (value >= 1e5 ? `${(value / 1e6).toFixed(2)} million USD` : `${value.toFixed(0)} USD`)
const percent = (value: number) => `${(100 * value).toFixed(1)} %`
const score = (value: number) => value.toFixed(3)

/** In order of checking: an asset is excluded by the first limit that it fails. */
const limits = {
  delisted: {
    found: ({ delisted }) => (delisted === true ? 1 : 0),
    required: () => 0,
    at: 'most',
    what: () => 'delistings announced by the venue',
    show: String,
  },
  age: {
    found: ({ ageDays }) => ageDays,
    required: ({ minAgeDays }) => minAgeDays,
    at: 'least',
    what: () => 'known age since the first traded bar',
    show: days,
  },
  silence: {
    found: ({ silentDays }) => silentDays,
    required: ({ maxSilentDays }) => maxSilentDays,
    at: 'most',
    what: () => 'time without a traded bar',
    show: days,
  },
  missing: {
    found: ({ missingShare }) => missingShare,
    required: ({ maxMissingShare }) => maxMissingShare,
    at: 'most',
    what: () => 'share of bars missing in 30 days',
    show: percent,
  },
  volume: {
    found: ({ medianVolumeUsd }) => medianVolumeUsd,
    required: ({ minVolumeUsd }) => minVolumeUsd,
    at: 'least',
    what: () => 'median daily volume of 30 days',
    show: usd,
  },
  leverage: {
    found: ({ maxLeverage }) => maxLeverage,
    required: ({ minLeverage }) => minLeverage,
    at: 'least',
    what: () => 'maximum leverage',
    show: value => `${value}×`,
    applies: (_, { minLeverage }) => minLeverage > 0,
  },
  bids: {
    found: ({ book }, _, { depth }) => book?.[depth]?.bidUsd ?? null,
    required: ({ minBidDepthUsd }) => minBidDepthUsd,
    at: 'least',
    what: () => 'resting bids',
    show: usd,
    // Without a recorded book, volume replaces depth in the liquidity score, and it has its own limit above.
    applies: ({ depth }) => depth !== null,
  },
  volatility: {
    found: (_, { band }) => band,
    required: ({ minBand }) => minBand,
    at: 'least',
    what: ({ volatility }) => `score of the daily volatility${volatility === null ? '' : ` (${percent(volatility)})`}`,
    show: score,
  },
  liquidity: {
    found: (_, { liquidity }) => liquidity,
    required: ({ minLiquidity }) => minLiquidity,
    at: 'least',
    what: () => 'liquidity score',
    show: score,
  },
} satisfies Record<string, Limit>
export type LimitName = keyof typeof limits

/** The first limit that the asset fails; null when it passes all. */
export function brokenLimit(facts: AssetFacts, scores: Scores, rules: UniverseRules): Exclusion | null {
  for (const [rule, limit] of Object.entries(limits) as [LimitName, Limit][]) {
    if (limit.applies && !limit.applies(scores, rules)) continue
    const found = limit.found(facts, scores, rules)
    const required = limit.required(rules)
    if (found !== null && (limit.at === 'least' ? found >= required : found <= required)) continue
    const value = found === null ? 'unknown' : limit.show(found)
    const reason = `${limit.what(facts)} ${value}, required at ${limit.at} ${limit.show(required)}`
    return { symbol: facts.symbol, rule, found, required, reason }
  }
  return null
}

import { InputError } from '../../input-error.ts'
import type { Correlations } from './correlation.ts'
import type { AssetFacts } from './facts.ts'
import { brokenLimit, type Exclusion } from './hard-limits.ts'
import { type Candidate, diversePick, type Picked } from './pick.ts'
import { defaultRules, type UniverseRules } from './rules.ts'
import { score } from './score.ts'

/** Every candidate asset is in exactly one of the two lists. */
export interface Choice {
  /** In order of picking, best first. */
  readonly chosen: readonly Picked[]
  /** In order of symbol. */
  readonly excluded: readonly Exclusion[]
}

/**
 * Chooses the assets to trade. Assets that break a hard limit are excluded. The others are picked one after the other, preferring a
 * high score and low correlation with those already picked. The order of `facts` does not matter.
 *
 * @throws InputError for an asset that `facts` contains twice, and for a size that is not a whole number of at least 1
 */
export function chooseUniverse(
  facts: readonly AssetFacts[],
  correlations: Correlations,
  rules: UniverseRules = defaultRules,
): Choice {
  if (!(Number.isInteger(rules.size) && rules.size >= 1)) {
    throw new InputError(`universe: expected a size that is a whole number of at least 1, found ${rules.size}`)
  }
  const ordered = [...facts].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
  const candidates: Candidate[] = []
  const excluded: Exclusion[] = []
  for (const [i, asset] of ordered.entries()) {
    if (asset.symbol === ordered[i - 1]?.symbol) {
      throw new InputError(`universe: expected each asset once, found ${asset.symbol} twice`)
    }
    const scores = score(asset, rules)
    const broken = brokenLimit(asset, scores, rules)
    if (broken) excluded.push(broken)
    else candidates.push({ symbol: asset.symbol, facts: asset, scores })
  }
  const { picked, left } = diversePick(candidates, correlations, rules)
  excluded.push(...left)
  return { chosen: picked, excluded: excluded.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)) }
}

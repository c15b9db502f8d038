import { type DurationMs, epochMs, hour } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

/**
 * Refuses orders that open a position at a price older than `maxPriceAge` bar intervals. The market may have moved far
 * since.
 */
export const stalePrice: Rule<{
  readonly rule: 'stalePrice'
  readonly ageMs: DurationMs
  readonly maxMs: DurationMs
}> = {
  refuse({ symbol }, { now, markedAt, interval }, { maxPriceAge }) {
    const ageMs = now - (markedAt.get(symbol) ?? 0)
    const maxMs = maxPriceAge * interval
    return ageMs <= maxMs ? undefined : { rule: 'stalePrice', ageMs, maxMs }
  },
  edge: { inside: aged(1.5 * hour), past: aged(1.5 * hour + 1) },
}

function aged(ms: DurationMs) {
  const markedAt = epochMs(1_704_067_200_000)
  return {
    situation: { now: epochMs(markedAt + ms), markedAt: new Map([['BTC', markedAt]]), interval: hour },
    limits: { maxPriceAge: 1.5 },
  }
}

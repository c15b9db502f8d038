import { lineColours, palette } from '../theme.ts'
import type { EvaluatedGenome } from './evaluated.ts'

/** One colour an idea, the same in every chart of a report. */
export interface SeedColours {
  /** What the legend lists. */
  readonly domain: readonly string[]
  readonly range: readonly string[]
  /** What an idea is listed as. */
  readonly labelOf: (seed: string) => string
}

/** What ideas are listed as that have no colour of their own. */
export const others = 'others'

/** The ideas that did best have colours of their own, as many as can be told apart. */
export function seedColours(evaluated: readonly EvaluatedGenome[]): SeedColours {
  const best = new Map<string, number>()
  for (const { seed, fitness } of evaluated) best.set(seed, Math.max(fitness, best.get(seed) ?? fitness))
  const ranked = [...best].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([seed]) => seed)
  const named = ranked.slice(0, ranked.length > lineColours.length ? lineColours.length - 1 : lineColours.length)
  const rest = ranked.length > named.length
  return {
    domain: rest ? [...named, others] : named,
    range: [...lineColours.slice(0, named.length), ...(rest ? [palette.fallFaint] : [])],
    labelOf: seed => (named.includes(seed) ? seed : others),
  }
}

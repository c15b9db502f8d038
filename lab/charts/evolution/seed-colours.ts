import { lineColours, palette } from '../theme.ts'
import type { EvaluatedGenome } from './evaluated.ts'

/** One colour for each seed, the same in every chart of a report. */
export interface SeedColours {
  /** Labels of the legend. */
  readonly domain: readonly string[]
  /** Colours, one for each label. */
  readonly range: readonly string[]
  /** Legend label of a seed: its name, or `others`. */
  readonly labelOf: (seed: string) => string
}

/** Label of all seeds without a colour of their own. */
export const others = 'others'

/** Gives a colour of their own to the seeds with the best fitness, as far as the palette goes. All other seeds share one. */
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

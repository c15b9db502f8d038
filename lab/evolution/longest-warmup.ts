import { seeds } from '../seeds/index.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'
import { knownEnhancer, knownSeed } from './known.ts'

/**
 * Bars that the slowest genome of these ideas needs to warm up: none has a longer memory than the one whose genes are all at their largest,
 * or all but one, since an enhancer may be off there.
 *
 * @param names     of seeds; all that need neither model nor formula when left out
 * @param bredAlong names of enhancers
 * @throws RangeError on a name that nobody knows
 */
export function longestWarmup(
  names: readonly string[] = seeds.filter(({ requires }) => !requires).map(({ name }) => name),
  bredAlong: readonly string[] = [],
): number {
  return Math.max(...names.map(knownSeed).map(slowest), ...bredAlong.map(knownEnhancer).map(slowest))
}

interface Slow {
  readonly genes: GeneSpecs
  warmup(genes: Genes): number
}

function slowest(of: Slow): number {
  const largest = Object.fromEntries(Object.entries(of.genes).map(([name, { max }]) => [name, max]))
  const others = Object.entries(of.genes).map(([name, { min }]) => of.warmup({ ...largest, [name]: min }))
  return Math.max(of.warmup(largest), ...others)
}

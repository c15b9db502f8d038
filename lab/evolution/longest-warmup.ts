import { enhancerNamed, enhancers } from '../enhancers/index.ts'
import { seedNamed, seeds } from '../seeds/index.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'

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
  const ideas = names.map(name => {
    const seed = seedNamed(name)
    if (!seed) throw new RangeError(`no seed is named ${name}: expected ${seeds.map(({ name }) => name).join(', ')}`)
    return slowest(seed)
  })
  const others = bredAlong.map(name => {
    const enhancer = enhancerNamed(name)
    if (!enhancer)
      throw new RangeError(`no enhancer is named ${name}: expected ${enhancers.map(({ name }) => name).join(', ')}`)
    return slowest(enhancer)
  })
  return Math.max(...ideas, ...others)
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

import type { Enhancer } from '../enhancers/enhancer.ts'
import { enhancerNamed, enhancers } from '../enhancers/index.ts'
import { seedNamed, seeds } from '../seeds/index.ts'
import type { Seed } from '../seeds/seed.ts'
import { scalingNamed, scalings } from '../strategy/scaling/index.ts'
import type { Scaling } from '../strategy/scaling/scaling.ts'

/** @throws RangeError on an unknown seed, listing the registered ones */
export const requireSeed = (name: string): Seed => required(seedNamed(name), 'seed', name, seeds)

/** @throws RangeError on an unknown enhancer, listing the registered ones */
export const requireEnhancer = (name: string): Enhancer => required(enhancerNamed(name), 'enhancer', name, enhancers)

/** @throws RangeError on an unknown scaling, listing the registered ones */
export const requireScaling = (name: string): Scaling => required(scalingNamed(name), 'scaling', name, scalings)

function required<T>(found: T | undefined, what: string, name: string, all: readonly { readonly name: string }[]): T {
  if (found) return found
  throw new RangeError(`no ${what} is named ${name}: expected ${all.map(({ name }) => name).join(', ')}`)
}

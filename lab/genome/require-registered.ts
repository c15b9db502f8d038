import type { Enhancer } from '../enhancers/enhancer.ts'
import { enhancerNamed, enhancers } from '../enhancers/index.ts'
import { seedNamed, seeds } from '../seeds/index.ts'
import type { Seed } from '../seeds/seed.ts'
import { scalingNamed, scalings } from '../strategy/scaling/index.ts'
import type { Scaling } from '../strategy/scaling/scaling.ts'

/** @throws RangeError on a name that nobody has registered, with those that there are */
export const requireSeed = (name: string): Seed => required(seedNamed(name), 'seed', name, seeds)

/** @throws RangeError on a name that nobody has registered, with those that there are */
export const requireEnhancer = (name: string): Enhancer => required(enhancerNamed(name), 'enhancer', name, enhancers)

/** @throws RangeError on a name that nobody has registered, with those that there are */
export const requireScaling = (name: string): Scaling => required(scalingNamed(name), 'scaling', name, scalings)

function required<T>(found: T | undefined, what: string, name: string, all: readonly { readonly name: string }[]): T {
  if (found) return found
  throw new RangeError(`no ${what} is named ${name}: expected ${all.map(({ name }) => name).join(', ')}`)
}

import type { Random } from '../random.ts'
import type { Gene } from './gene.ts'
import type { Space } from './space.ts'
import type { CrossoverContext, MutationContext } from './variation.ts'

/**
 * The operations of one part of a genome, such as exits or sizing. Parts do not depend on the seed, so that parents
 * with different seeds can still mix them.
 */
export interface Part<T> {
  /** Draws the part at random. `undefined` if the run does not evolve it. */
  draw(space: Space, chance: Random): T | undefined
  cross(a: T, b: T, space: Space, context: CrossoverContext): T
  /** Mutates the part. Equal to the original if no mutation happens. */
  mutate(part: T, space: Space, context: MutationContext): T
  genes(part: T): readonly Gene[]
}

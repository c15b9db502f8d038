import type { Random } from '../random.ts'
import type { Gene } from './gene.ts'
import type { Space } from './space.ts'
import type { CrossoverContext, MutationContext } from './variation.ts'

/** One of the things that a genome has besides its idea. None of them hangs on the idea, so that parents of two ideas mix them. */
export interface Part<T> {
  /** `undefined` where the run does not evolve it. */
  draw(space: Space, chance: Random): T | undefined
  cross(a: T, b: T, space: Space, context: CrossoverContext): T
  /** The same where chance touches nothing of it. */
  mutate(part: T, space: Space, context: MutationContext): T
  genes(part: T): readonly Gene[]
}

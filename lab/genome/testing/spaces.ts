import fc from 'fast-check'
import { enhancers } from '../../enhancers/index.ts'
import { optionalColumns } from '../../market/bars.ts'
import { random } from '../../random.ts'
import { seeds } from '../../seeds/index.ts'
import { scalings } from '../../strategy/scaling/index.ts'
import { exitPurposes } from '../exit-options.ts'
import { drawGenome } from '../genome.ts'
import { sizingGenes } from '../sizing-genes.ts'
import type { Space } from '../space.ts'

const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name)

/** Every space that a run may define; each optional part is sometimes absent. */
export const anySpace: fc.Arbitrary<Space> = fc.record(
  {
    seeds: fc.subarray(names(seeds), { minLength: 1 }),
    enhancers: fc.subarray(names(enhancers)),
    exits: fc.subarray([...exitPurposes], { minLength: 1 }),
    atrWindow: fc.integer({ min: 5, max: 60 }),
    sizing: fc.subarray(Object.keys(sizingGenes) as (keyof typeof sizingGenes)[], { minLength: 1 }),
    scalings: fc.subarray(names(scalings), { minLength: 1 }),
    formulas: fc.record({ columns: fc.subarray([...optionalColumns]), warmup: fc.integer({ min: 60, max: 1000 }) }),
  },
  { requiredKeys: ['seeds', 'enhancers'], noNullPrototype: true },
)

export const anyChance = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(random)

/** A space, two genomes of it, and a random source for operators on them. */
export const anyParents = fc
  .tuple(anySpace, anyChance)
  .map(([space, chance]) => ({ space, chance, mother: drawGenome(space, chance), father: drawGenome(space, chance) }))

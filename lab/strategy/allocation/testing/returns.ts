import fc from 'fast-check'
import { gaussian, random } from '../../../random.ts'

/** Returns of two to eight columns that share a factor, each with its own loading and scale: 60 rows, all known. */
export const anyReturns: fc.Arbitrary<readonly Float64Array[]> = fc
  .record({
    seed: fc.nat(),
    members: fc.array(
      fc.record({ load: fc.double({ min: -0.9, max: 0.99, noNaN: true }), size: fc.integer({ min: -4, max: 1 }) }),
      {
        minLength: 2,
        maxLength: 8,
      },
    ),
  })
  .map(({ seed, members }) => {
    const chance = random(seed)
    const factor = Float64Array.from({ length: 60 }, () => gaussian(chance))
    return members.map(({ load, size }) =>
      factor.map(value => 10 ** size * (load * value + Math.sqrt(1 - load * load) * gaussian(chance))),
    )
  })

/** A random permutation of 0 … n − 1. */
export const shuffled = (n: number): fc.Arbitrary<readonly number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: n }, (_, i) => i),
    { minLength: n, maxLength: n },
  )

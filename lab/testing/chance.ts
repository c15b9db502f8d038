import fc from 'fast-check'

/**
 * Property tests use a fixed seed, so that they draw the same cases everywhere. `SEEDBED_CHANCE=any` uses a random
 * seed; a number repeats the cases of a reported failure.
 */
const asked = process.env.SEEDBED_CHANCE ?? '1'
if (asked !== 'any' && !Number.isInteger(Number(asked)))
  throw new RangeError(`SEEDBED_CHANCE is "${asked}": expected a whole number, or any`)
if (asked !== 'any') fc.configureGlobal({ seed: Number(asked) })

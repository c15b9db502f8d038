import fc from 'fast-check'

/**
 * Property tests draw the same cases everywhere, so that what passed here passes there. `SEEDBED_CHANCE=any` draws new ones, and a number
 * draws those of a failure that names it.
 */
const asked = process.env.SEEDBED_CHANCE ?? '1'
if (asked !== 'any' && !Number.isInteger(Number(asked)))
  throw new RangeError(`SEEDBED_CHANCE is "${asked}": expected a whole number, or any`)
if (asked !== 'any') fc.configureGlobal({ seed: Number(asked) })

/** Random numbers that are the same for the same seed number. */

export { gaussian, integer, type Random, random as fromSeed, stream } from '../random.ts'

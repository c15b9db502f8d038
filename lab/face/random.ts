/** Random numbers that a seed number repeats. */

export { gaussian, integer, type Random, random as fromSeed, stream } from '../random.ts'

/** Random numbers that a seed number repeats. */

export { gaussian, integer, type Random, random, stream } from '../random.ts'

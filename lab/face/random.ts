/** Reproducible random numbers: equal seed numbers give equal sequences. */

export { gaussian, integer, type Random, random as fromSeed, stream } from '../random.ts'

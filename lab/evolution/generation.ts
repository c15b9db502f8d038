import type { Genome } from '../genome/genome.ts'
import { genomeKey } from '../genome/genome.ts'
import type { Fraction } from '../market/units.ts'
import type { Score } from './score.ts'

/** A genome with its score, and where it came from. */
export interface Scored {
  readonly genome: Genome
  readonly score: Score
  /** The generation it was first evaluated in. */
  readonly born: number
  /** Ids of the genomes it was bred from, see `genomeId`; absent where it was drawn. */
  readonly parents?: readonly string[]
}

/** One that was evaluated on a part of the training time. */
export interface Screened {
  readonly genome: Genome
  readonly score: Score
  /** Of the training time, its most recent part. */
  readonly share: Fraction
}

/** A finished generation, best first. */
export interface Generation {
  readonly number: number
  readonly population: readonly Scored[]
  /** Genomes of this generation that had to be evaluated; the others were known. */
  readonly fresh: readonly Scored[]
  /** How far apart two genomes of the population are on average, 0 … 1. */
  readonly diversity: number
  /** Generations in a row, this one included, that found nothing better. */
  readonly stagnant: number
  /** Standard deviation of the mutations that made it, as a share of a gene's range. */
  readonly step: number
  /** Share of the fresh children that are fitter than the parent they have most of; absent where nobody has a parent. */
  readonly success?: number
  /** The first so many of the population are its Pareto front; absent where fitness alone is bred for. */
  readonly front?: number
  /** The island that each of the population lives on; absent where there is one. */
  readonly islands?: readonly number[]
  /** Every trial on a part of the training time; absent where none was made. */
  readonly screened?: readonly Screened[]
}

/** Better first; equal ones in an order that no worker can change. */
export const byFitness = (a: Scored, b: Scored): number =>
  b.score.fitness - a.score.fitness || (genomeKey(a.genome) < genomeKey(b.genome) ? -1 : 1)

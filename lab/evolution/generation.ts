import type { Genome } from '../genome/genome.ts'
import { genomeKey } from '../genome/genome.ts'
import type { Fraction } from '../market/units.ts'
import type { Score } from './score.ts'

/** A genome with its score and its origin. */
export interface Scored {
  readonly genome: Genome
  readonly score: Score
  /** Number of the generation in which it was first evaluated. */
  readonly born: number
  /** Ids of the parents, see `genomeId`; absent if the genome was drawn at random. */
  readonly parents?: readonly string[]
}

/** A genome that was evaluated only on a part of the training time. */
export interface Screened {
  readonly genome: Genome
  readonly score: Score
  /** Evaluated fraction of the training time; it is always the most recent part. */
  readonly share: Fraction
}

/** A finished generation. */
export interface Generation {
  /** Counted from 0. */
  readonly number: number
  /** Survivors, best first. */
  readonly population: readonly Scored[]
  /** Genomes evaluated in this generation. The rest of the population was evaluated before. */
  readonly fresh: readonly Scored[]
  /** Mean distance between two genomes of the population, 0…1. */
  readonly diversity: number
  /** Number of consecutive generations without an improvement, this one included. */
  readonly stagnant: number
  /** Standard deviation of this generation's mutations, as a fraction of a gene's range. */
  readonly step: number
  /** Fraction of fresh children fitter than their first parent. Absent if no child has parents. */
  readonly success?: number
  /** Size of the Pareto front, which comes first in the population. Absent for a search by fitness alone. */
  readonly front?: number
  /** Index of each genome's island, in the order of `population`. Absent if there is only one island. */
  readonly islands?: readonly number[]
  /** This generation's evaluations on a part of the training time. Absent if there were none. */
  readonly screened?: readonly Screened[]
}

/** Sort order: fitter first. Ties are broken by genome key, so that the order does not depend on workers. */
export const byFitness = (a: Scored, b: Scored): number =>
  b.score.fitness - a.score.fitness || (genomeKey(a.genome) < genomeKey(b.genome) ? -1 : 1)

import type { Genome } from '../../genome/genome.ts'
import type { Generation, Scored } from '../generation.ts'

/** A search method: which genomes to try next, and which of the evaluated ones survive. */
export interface Searcher {
  /**
   * Genomes to try in a generation, by island; no two alike.
   *
   * @param last the previous generation; absent: this is the first
   * @param known whether the genome with this key was evaluated before
   * @param left evaluations left in the budget
   */
  propose(
    number: number,
    last: Generation | undefined,
    known: (key: string) => boolean,
    left: number,
  ): readonly Offspring[]
  /**
   * The survivors of a generation, in any order. @param children the offspring's children that were evaluated on all
   * training time
   */
  survive(offspring: Offspring, children: readonly Scored[]): readonly Scored[]
}

/** The children of one island in one generation. */
export interface Offspring {
  /** Population size of the island after survival. */
  readonly size: number
  /** Population of the island before, best first. */
  readonly before: readonly Scored[]
  readonly children: readonly Child[]
}

export interface Child {
  readonly genome: Genome
  /** Fitness of the first parent; absent if the child was drawn at random. */
  readonly parent?: number
  /** One or two parents; absent if the child was drawn at random. */
  readonly parents?: readonly Genome[]
}

import type { Genome } from '../../genome/genome.ts'
import type { Generation, Scored } from '../generation.ts'

/** A way to look for genomes: what to try next, and whom to keep of those who were evaluated. */
export interface Searcher {
  /**
   * Genomes to try in a generation, by island; no two alike.
   *
   * @param last  the generation before; absent: this is the first
   * @param known whether a genome was evaluated before, by its key
   * @param left  evaluations that the budget still allows
   */
  propose(
    number: number,
    last: Generation | undefined,
    known: (key: string) => boolean,
    left: number,
  ): readonly Offspring[]
  /** Who is there after it, in no order. @param children those of the offspring that were evaluated on all training time */
  survive(offspring: Offspring, children: readonly Scored[]): readonly Scored[]
}

/** The children of one island in one generation. */
export interface Offspring {
  /** Genomes that there may be after it. */
  readonly size: number
  /** Who was there before, best first. */
  readonly before: readonly Scored[]
  readonly children: readonly Child[]
}

export interface Child {
  readonly genome: Genome
  /** Fitness of the parent that it has most of; absent: it was drawn. */
  readonly parent?: number
  /** One or two; absent: it was drawn. */
  readonly parents?: readonly Genome[]
}

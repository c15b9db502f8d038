import type { Gene } from '../../genome/gene.ts'

/** A genome that was evaluated, as charts and tables need it. */
export interface EvaluatedGenome {
  /** The same for equal genomes, and only for them. */
  readonly key: string
  readonly seed: string
  readonly genes: readonly Gene[]
  /** What of it no number says: the rules of a formula. */
  readonly words?: string
  readonly fitness: number
  readonly trades: number
  /** A fraction, in training. */
  readonly totalReturn: number
  readonly objectives?: readonly number[]
  /** The generation that it was first evaluated in. */
  readonly born: number
}

import type { Gene } from '../../genome/gene.ts'

/** A genome that was evaluated, as charts and tables need it. */
export interface EvaluatedGenome {
  /** Equal for equal genomes, different for all others. */
  readonly key: string
  readonly seed: string
  readonly genes: readonly Gene[]
  /** The part of the genome that is not a number: the rules of a formula, as text. */
  readonly words?: string
  readonly fitness: number
  readonly trades: number
  /** Return in training, as a fraction. */
  readonly totalReturn: number
  readonly objectives?: readonly number[]
  /** Generation of its first evaluation. */
  readonly born: number
}

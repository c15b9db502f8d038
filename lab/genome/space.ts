import type { ExitPurpose } from './exit-options.ts'
import type { Language } from './language.ts'
import type { SizingGene } from './sizing-genes.ts'

/**
 * Parts of a genome that evolve besides the genes of seeds and enhancers. An absent part is fixed by the plan and equal
 * for all genomes.
 */
export interface Evolving {
  /** Kinds of exit that evolve. The plan fixes the other kinds. */
  readonly exits?: readonly ExitPurpose[]
  /** ATR window in bars, fixed because an exit of the plan uses it. Absent: the window evolves too. */
  readonly atrWindow?: number
  /** Numbers of the position sizing that evolve. */
  readonly sizing?: readonly SizingGene[]
  /** Names of the scalings that may evolve. A genome has one of them or none. */
  readonly scalings?: readonly string[]
  /** Limits on the formulas that the seed `formula` evolves. */
  readonly formulas?: Language
}

/** The space in which the genomes of a run evolve. */
export interface Space extends Evolving {
  readonly seeds: readonly string[]
  /** Names of the enhancers. Each genome uses all of them. */
  readonly enhancers: readonly string[]
}

/** The fields of a plan that define the space. Plans of older versions lack `enhancers` and `evolve`. */
export interface Evolved {
  readonly seeds: readonly string[]
  readonly enhancers?: readonly string[]
  readonly evolve?: Evolving
}

/** The space of genomes that these fields of a plan define. */
export const spaceOf = ({ seeds, enhancers = [], evolve = {} }: Evolved): Space => ({ ...evolve, seeds, enhancers })

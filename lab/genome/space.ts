import type { ExitPurpose } from './exit-options.ts'
import type { Language } from './language.ts'
import type { SizingGene } from './sizing-genes.ts'

/**
 * What evolves besides the genes of seeds and enhancers. Whatever is absent is fixed by the plan and equal for all
 * genomes.
 */
export interface Evolving {
  /** Kinds of exit that evolve. The other exits are the plan's. */
  readonly exits?: readonly ExitPurpose[]
  /** ATR window in bars, fixed because an exit of the plan uses it. Absent: the window evolves too. */
  readonly atrWindow?: number
  readonly sizing?: readonly SizingGene[]
  /** Scalings that may evolve. A genome has one of them or none. */
  readonly scalings?: readonly string[]
  /** Limits on formulas, for the seed `formula`. */
  readonly formulas?: Language
}

/** The space of genomes of a run. */
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

export const spaceOf = ({ seeds, enhancers = [], evolve = {} }: Evolved): Space => ({ ...evolve, seeds, enhancers })

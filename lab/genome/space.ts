import type { ExitPurpose } from './exit-options.ts'
import type { Language } from './language.ts'
import type { SizingGene } from './sizing-genes.ts'

/** What of a strategy evolves besides the genes of its seed and its enhancers; what is absent is the plan's own, the same for all. */
export interface Evolving {
  /** Ways out of which each genome has its own; the others are the plan's. */
  readonly exits?: readonly ExitPurpose[]
  /** Bars: where an exit of the plan is measured in true ranges, all are, over its window. Absent: the window evolves too. */
  readonly atrWindow?: number
  readonly sizing?: readonly SizingGene[]
  /** Names of scalings of which a genome has one or none. */
  readonly scalings?: readonly string[]
  /** Of the seed `formula`. */
  readonly formulas?: Language
}

/** What the genomes of a run may be made of. */
export interface Space extends Evolving {
  readonly seeds: readonly string[]
  /** Each genome uses all of them. */
  readonly enhancers: readonly string[]
}

/** The part of a plan that says it. Enhancers and the rest are absent in runs that were planned before there were any. */
export interface Evolved {
  readonly seeds: readonly string[]
  readonly enhancers?: readonly string[]
  readonly evolve?: Evolving
}

export const spaceOf = ({ seeds, enhancers = [], evolve = {} }: Evolved): Space => ({ ...evolve, seeds, enhancers })

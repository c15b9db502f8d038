import type { Exits } from '../strategy/strategy.ts'
import { type EnhancerGenes, enhancers } from './enhancers.ts'
import { exits } from './exits.ts'
import type { Part } from './part.ts'
import { type EvolvedSizing, sizing } from './sizing.ts'

/** What a genome may have besides its idea. Absent where the run does not evolve it. */
export interface Parts {
  readonly enhancers?: EnhancerGenes
  /** Of the ways out that evolve, those that there are: one that is absent does not exit. */
  readonly exits?: Exits
  readonly sizing?: EvolvedSizing
}
export type PartName = keyof Parts

/**
 * In the order in which chance is asked. Limits of risk are no part: they refuse orders, which a backtest knows nothing of, so a gene of
 * theirs would change no fitness.
 */
export const parts: { readonly [Name in PartName]-?: Part<NonNullable<Parts[Name]>> } = { enhancers, exits, sizing }

export const partNames = Object.keys(parts) as readonly PartName[]

/** The part of this name, whatever it is made of. */
export const partNamed = (name: PartName) => parts[name] as Part<unknown>

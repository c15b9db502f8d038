import type { Exits } from '../strategy/strategy.ts'
import { type EnhancerGenes, enhancers } from './enhancers.ts'
import { exits } from './exits.ts'
import type { Part } from './part.ts'
import { type EvolvedSizing, sizing } from './sizing.ts'

/** Parts that a genome may have besides its seed. A part is absent if the run does not evolve it. */
export interface Parts {
  readonly enhancers?: EnhancerGenes
  /** The exits that this genome uses, of the kinds that evolve. An absent exit never triggers. */
  readonly exits?: Exits
  readonly sizing?: EvolvedSizing
}
export type PartName = keyof Parts

/**
 * In the order in which random numbers are drawn. Risk limits are no part of a genome: they only refuse orders in the
 * runtime. A backtest does not apply them, so a gene for them would not change the fitness.
 */
export const parts: { readonly [Name in PartName]-?: Part<NonNullable<Parts[Name]>> } = { enhancers, exits, sizing }

export const partNames = Object.keys(parts) as readonly PartName[]

/** The part of this name, as a part of unknown type. */
export const partNamed = (name: PartName) => parts[name] as Part<unknown>

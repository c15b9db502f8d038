import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'

/** What may be varied, and between which bounds, both included. */
export interface GeneSpec {
  readonly kind: 'int' | 'real'
  readonly min: number
  readonly max: number
}
export const int = (min: number, max: number): GeneSpec => ({ kind: 'int', min, max })
export const real = (min: number, max: number): GeneSpec => ({ kind: 'real', min, max })

export type Genes<S extends Record<string, GeneSpec> = Record<string, GeneSpec>> = {
  readonly [Name in keyof S]: number
}

/** One trading idea: what may be varied, and what it then wants to hold. */
export interface Seed<S extends Record<string, GeneSpec> = Record<string, GeneSpec>> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Bars of history after which older bars no longer change the opinion; until then nobody acts on it. */
  warmup(genes: Genes<S>): number
  /** Wanted exposure per bar, −1 (all short) to +1 (all long). Row i sees rows ≤ i. */
  exposure(bars: Bars, genes: Genes<S>, indicators: Indicators): Column
}

export const seed = <const S extends Record<string, GeneSpec>>(s: Seed<S>): Seed<S> => s

import type { Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'

/** One of several strategies, or symbols, that capital is to be shared among. */
export interface Candidate {
  readonly name: string
  /** Of equal intervals, aligned with everyone else's; NaN where unknown. */
  readonly returns: Column
  /** What it has shown, in the same unit for all; needed where shares go by fitness. */
  readonly fitness?: number
}

export interface AllocationRules {
  /** The documents name all four, and describe the last alone. */
  readonly method: 'equal' | 'inverse-volatility' | 'risk-parity' | 'fitness'
  /** Known rows, alone and in common, below which nothing is known, an integer ≥ 2; usual: 30. */
  readonly least?: number
  /** The most that one may take of the whole, 0…1; absent: all. */
  readonly maxShare?: Fraction
  /** What would get less than this gets nothing, 0…maxShare; absent: 0. */
  readonly leastShare?: Fraction
  /** Absent: who moves together is not asked. Documented at .7. */
  readonly correlated?: {
    /** |ρ| beyond which two move together, 0…1. */
    readonly above: number
    /** The most that all who move together may take, 0…1. */
    readonly share: Fraction
  }
}

/** Shares of the whole, with what explains them. */
export interface Allocation {
  /** In the order of the candidates. */
  readonly members: readonly Member[]
  /** Those that move together. */
  readonly groups: readonly { readonly names: readonly string[]; readonly share: Fraction }[]
  /** What the shares sum to, 0…1. The rest is not allocated. */
  readonly total: Fraction
}

export interface Member {
  readonly name: string
  /** 0…1. */
  readonly share: Fraction
  /** What the method alone would have given it. */
  readonly wanted: Fraction
  /** Rows in which its returns are known. */
  readonly points: number
  /** Standard deviation of its returns, per row; absent where unknown. */
  readonly volatilityPerRow?: number
  /** Its part of the variance of all that is allocated, negative for a hedge; absent where unknown. */
  readonly riskShare?: Fraction
  /** Which cap it stands at. */
  readonly cappedBy?: 'maxShare' | 'correlated'
  /** Why its share is 0. */
  readonly nothing?: Nothing
}

export type Nothing =
  | { readonly why: 'too few returns'; readonly points: number; readonly least: number }
  | { readonly why: 'stands still' }
  | { readonly why: 'fitness'; readonly fitness: number }
  | { readonly why: 'too few rows in common'; readonly points: number; readonly least: number }
  | { readonly why: 'no equal risk'; readonly sweeps: number }
  | { readonly why: 'caps' }

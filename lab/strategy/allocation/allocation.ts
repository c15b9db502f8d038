import type { Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'

/** A strategy or symbol that may receive a share of the capital. */
export interface Candidate {
  readonly name: string
  /** Returns over equal intervals, aligned with those of the other candidates; NaN where unknown. */
  readonly returns: Column
  /** Its performance, in the same unit for all candidates; required by the method `fitness`. */
  readonly fitness?: number
}

export interface AllocationRules {
  /** How shares are computed before caps. */
  readonly method: 'equal' | 'inverse-volatility' | 'risk-parity' | 'fitness'
  /** Minimum of known rows, per candidate and in common, an integer ≥ 2; default: 30. */
  readonly least?: number
  /** Maximum share of one candidate, 0…1; default: 1. */
  readonly maxShare?: Fraction
  /** A share below this becomes 0, 0…maxShare; default: 0. */
  readonly leastShare?: Fraction
  /** Joint cap on candidates that move together; absent: no such cap. Usual threshold: .7. */
  readonly correlated?: {
    /** |ρ| above which two candidates move together, 0…1. */
    readonly above: number
    /** Maximum joint share of a group that moves together, 0…1. */
    readonly share: Fraction
  }
}

/** The resulting shares, with their explanation. */
export interface Allocation {
  /** In the order of the candidates. */
  readonly members: readonly Member[]
  /** Groups of candidates that move together. */
  readonly groups: readonly { readonly names: readonly string[]; readonly share: Fraction }[]
  /** Sum of the shares, 0…1. The rest is not allocated. */
  readonly total: Fraction
}

export interface Member {
  readonly name: string
  /** 0…1. */
  readonly share: Fraction
  /** The share by the method alone, before caps. */
  readonly wanted: Fraction
  /** Number of rows in which its returns are known. */
  readonly points: number
  /** Standard deviation of its returns, per row; absent where unknown. */
  readonly volatilityPerRow?: number
  /** Its share of the portfolio's variance, negative for a hedge; absent where unknown. */
  readonly riskShare?: Fraction
  /** The cap that limits its share. */
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

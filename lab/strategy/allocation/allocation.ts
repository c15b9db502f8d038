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
  /** Minimum number of rows with known returns, of each candidate and common to those compared. Integer ≥ 2; default: 30. */
  readonly least?: number
  /** Maximum share of one candidate, 0…1; default: 1. */
  readonly maxShare?: Fraction
  /** Minimum share: a smaller one becomes 0. From 0 to `maxShare`; default: 0. */
  readonly leastShare?: Fraction
  /** Joint cap on candidates that move together; absent: no such cap. */
  readonly correlated?: {
    /** Absolute correlation above which two candidates move together, 0…1. Usual: 0.7. */
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
  /** Share of the capital, 0…1. */
  readonly share: Fraction
  /** The share that the method gives, before caps. */
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
  readonly nothing?: ZeroShareReason
}

/** Why a share is 0: `stands still` means constant returns, `fitness` a fitness not above 0, `caps` that the caps leave nothing. */
export type ZeroShareReason =
  | { readonly why: 'too few returns'; readonly points: number; readonly least: number }
  | { readonly why: 'stands still' }
  | { readonly why: 'fitness'; readonly fitness: number }
  | { readonly why: 'too few rows in common'; readonly points: number; readonly least: number }
  | { readonly why: 'no equal risk'; readonly sweeps: number }
  | { readonly why: 'caps' }

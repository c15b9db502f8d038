import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column, OptionalColumn } from '../market/bars.ts'
import type { Result } from '../result.ts'
import type { FormulaRules } from './formula/rules.ts'

/** What may be varied, and between which bounds, both included. */
export interface GeneSpec {
  readonly kind: 'int' | 'real'
  readonly min: number
  readonly max: number
  /** What it is counted in, for people: `bars`, `points`, `fraction of the price`. */
  readonly unit: string
}
export const int = (min: number, max: number, unit = 'bars'): GeneSpec => ({ kind: 'int', min, max, unit })
export const real = (min: number, max: number, unit = 'plain number'): GeneSpec => ({ kind: 'real', min, max, unit })

export type GeneSpecs = Readonly<Record<string, GeneSpec>>
export type Genes<S extends GeneSpecs = GeneSpecs> = {
  readonly [Name in keyof S]: number
}

/** What a signal may need besides the bars of its symbol and its genes. */
export interface SeedContext {
  /** Bars of every symbol of the universe, its own among them. */
  readonly market?: readonly Bars[]
  /** What a learner has learned, read from the model file beside the strategy: it then learns no more. */
  readonly fitted?: unknown
  /** Epoch ms: the newest bar that a model made elsewhere has learned from opened before. Until then it is not asked. */
  readonly trainedTo?: number
  /** The expressions of a formula. */
  readonly rules?: FormulaRules
}

/** One trading idea: what may be varied, and what it then wants to hold. */
export interface Seed<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Optional columns without which it has no signal: a market that lacks them is refused, never filled up. */
  readonly needs?: readonly OptionalColumn[]
  /** What a strategy file must give it besides genes. */
  readonly requires?: 'formula' | 'model'
  /** Reads the other symbols of the universe too. */
  readonly readsOtherSymbols?: true
  /** How it learns; absent: it does not. */
  readonly learner?: Learner<S>
  /** Bars of history after which older bars no longer change the signal; until then nobody acts on it. */
  warmup(genes: Genes<S>, context?: SeedContext): number
  /** Wanted exposure per bar, −1 (all short) to +1 (all long). Row i sees rows ≤ i. */
  exposure(bars: Bars, genes: Genes<S>, indicators: Indicators, context?: SeedContext): Column
}

/** Learns on trailing windows while it is judged; frozen into a file, it trades what it had learned by then. */
export interface Learner<S extends GeneSpecs = GeneSpecs> {
  /** What the newest window of these bars teaches, as plain JSON; `undefined` where it teaches nothing. Absent: the model is made elsewhere. */
  fit?(bars: Bars, genes: Genes<S>, indicators: Indicators): unknown
  /** The content of a model file as `context.fitted`, checked whole; or why it cannot be. */
  read(content: Uint8Array, genes: Genes<S>): Result<unknown, string>
  /** What a model would have to know and this universe cannot tell it; `undefined` where it lacks nothing. */
  lacks?(fitted: unknown, universe: readonly string[]): string | undefined
}

export const seed = <const S extends GeneSpecs>(s: Seed<S>): Seed<S> => s

import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column, OptionalColumn } from '../market/bars.ts'
import type { Result } from '../result.ts'
import type { FormulaRules } from './formula/rules.ts'

/** One parameter of a seed that evolution may vary, between inclusive bounds. */
export interface GeneSpec {
  readonly kind: 'int' | 'real'
  readonly min: number
  readonly max: number
  /** Unit of the value, for people: `bars`, `points`, `fraction of the price`. */
  readonly unit: string
}
export const int = (min: number, max: number, unit = 'bars'): GeneSpec => ({ kind: 'int', min, max, unit })
export const real = (min: number, max: number, unit = 'plain number'): GeneSpec => ({ kind: 'real', min, max, unit })

export type GeneSpecs = Readonly<Record<string, GeneSpec>>
export type Genes<S extends GeneSpecs = GeneSpecs> = {
  readonly [Name in keyof S]: number
}

/** Inputs of a signal besides the bars of its symbol and its genes. */
export interface SeedContext {
  /** Bars of every symbol of the universe, including its own. */
  readonly market?: readonly Bars[]
  /** A trained model, read from the model file beside the strategy. With it, the learner no longer trains. */
  readonly fitted?: unknown
  /** Epoch ms: end of the training data of a model made elsewhere. Bars that open before it get no signal. */
  readonly trainedTo?: number
  /** The rules of a formula. */
  readonly rules?: FormulaRules
}

/** One trading idea: parameters that may be varied, and the exposure that follows from them. */
export interface Seed<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Optional columns that the seed needs. A market that lacks one is refused; values are never made up. */
  readonly needs?: readonly OptionalColumn[]
  /** What a strategy file must contain for this seed besides genes. */
  readonly requires?: 'formula' | 'model'
  /** Whether it reads the bars of other symbols. */
  readonly readsOtherSymbols?: true
  /** How it trains a model; absent when it has none. */
  readonly learner?: Learner<S>
  /** Warm-up: bars of history after which older bars no longer change the signal. No position is taken before. */
  warmup(genes: Genes<S>, context?: SeedContext): number
  /** Target exposure per bar, −1 (fully short) to +1 (fully long). Row i depends on rows ≤ i. */
  exposure(bars: Bars, genes: Genes<S>, indicators: Indicators, context?: SeedContext): Column
}

/**
 * A model that is refitted on trailing windows during backtests. When promoted, it is frozen in a file and no longer
 * learns.
 */
export interface Learner<S extends GeneSpecs = GeneSpecs> {
  /**
   * Fits the newest window of these bars; the result is plain JSON, `undefined` when the window teaches nothing. Absent
   * when the model is made elsewhere.
   */
  fit?(bars: Bars, genes: Genes<S>, indicators: Indicators): unknown
  /** Parses and checks a model file; returns `context.fitted`, or why the file is invalid. */
  read(content: Uint8Array, genes: Genes<S>): Result<unknown, string>
  /** What the model needs but this universe does not offer; `undefined` when nothing is missing. */
  lacks?(fitted: unknown, universe: readonly string[]): string | undefined
}

export const seed = <const S extends GeneSpecs>(s: Seed<S>): Seed<S> => s

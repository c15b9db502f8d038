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
/** A gene of whole numbers, from `min` to `max` inclusive. */
export const int = (min: number, max: number, unit = 'bars'): GeneSpec => ({ kind: 'int', min, max, unit })
/** A gene of real numbers, from `min` to `max` inclusive. */
export const real = (min: number, max: number, unit = 'plain number'): GeneSpec => ({ kind: 'real', min, max, unit })

export type GeneSpecs = Readonly<Record<string, GeneSpec>>
export type Genes<S extends GeneSpecs = GeneSpecs> = {
  readonly [Name in keyof S]: number
}

/** Inputs of a seed's signal, in addition to the bars of the symbol and the genes. */
export interface SeedContext {
  /** Bars of every symbol of the universe, including the traded symbol itself. */
  readonly market?: readonly Bars[]
  /** A trained model, read from the model file beside the strategy. When present, the learner does not train. */
  readonly fitted?: unknown
  /** Epoch ms: end of the training data of a model made elsewhere. Bars that open before it get no signal. */
  readonly trainedTo?: number
  /** The rules of a formula; absent for seeds that need none. */
  readonly rules?: FormulaRules
}

/** One trading idea: parameters that may be varied, and the exposure that follows from them. */
export interface Seed<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  /** The idea in one sentence. */
  readonly idea: string
  readonly genes: S
  /** Optional columns that the seed needs. A market that lacks one is refused; values are never made up. */
  readonly needs?: readonly OptionalColumn[]
  /** Content that a strategy file must have for this seed in addition to genes; absent when genes suffice. */
  readonly requires?: 'formula' | 'model'
  /** Present when the signal also uses the bars of other symbols. */
  readonly readsOtherSymbols?: true
  /** Training and reading of the seed's model; absent for a seed without a model. */
  readonly learner?: Learner<S>
  /** Warm-up: bars of history after which older bars no longer change the signal. No position is taken before. */
  warmup(genes: Genes<S>, context?: SeedContext): number
  /** Target exposure per bar, −1 (fully short) to +1 (fully long). Row i depends on rows ≤ i. */
  exposure(bars: Bars, genes: Genes<S>, indicators: Indicators, context?: SeedContext): Column
}

/**
 * A model that is refitted on trailing windows during backtests. Promotion writes the fitted model to a file, and it is
 * not refitted afterwards.
 */
export interface Learner<S extends GeneSpecs = GeneSpecs> {
  /**
   * Fits the newest window of these bars. The result is plain JSON; `undefined` when no model can be fitted. The method
   * is absent when the model is made elsewhere.
   */
  fit?(bars: Bars, genes: Genes<S>, indicators: Indicators): unknown
  /** Parses and checks a model file; returns the value for `context.fitted`, or why the file is invalid. */
  read(content: Uint8Array, genes: Genes<S>): Result<unknown, string>
  /** Describes a need of the model that this universe does not meet; `undefined` when nothing is missing. */
  lacks?(fitted: unknown, universe: readonly string[]): string | undefined
}

export const seed = <const S extends GeneSpecs>(s: Seed<S>): Seed<S> => s

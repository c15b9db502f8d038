import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'

/** Input of an enhancer besides the signal. */
export interface EnhancerInput {
  /** Bars of the symbol that the signal is about. */
  readonly bars: Bars
  /** Bars of every symbol of the universe, including the signal's own, all of one interval and in any order. */
  readonly market: readonly Bars[]
}

/**
 * Strengthens, weakens or silences the signal of any seed, controlled by genes of its own. It never reverses a signal.
 */
export interface Enhancer<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Gene values with which it changes nothing. */
  readonly off: Genes<S>
  /** Whether it reads the bars of other symbols. */
  readonly readsOtherSymbols: boolean
  /**
   * Bars of history after which older bars no longer change the result; 0 when the genes change nothing. Each row is
   * treated independently, so the warm-ups of seed and enhancers do not add up: the longest counts.
   */
  warmup(genes: Genes<S>): number
  /**
   * Adjusts a signal. Row i reads rows ≤ i of its own bars, and bars of other symbols that had closed by then. Where an
   * input is unknown, the most cautious adjustment applies. A NaN signal stays NaN.
   *
   * @param signal −1…+1 for each of the symbol's bars
   * @returns −1…+1 for each bar; the same column when the genes change nothing
   * @throws RangeError when signal and bars differ in length
   */
  enhance(signal: Column, input: EnhancerInput, genes: Genes<S>, indicators: Indicators): Column
}

export const enhancer = <const S extends GeneSpecs>(e: Enhancer<S>): Enhancer<S> => e

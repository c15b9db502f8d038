import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'

/** What a signal is judged by. */
export interface EnhancerInput {
  /** Bars of the symbol that the signal is about. */
  readonly bars: Bars
  /** Bars of every symbol of the universe, its own among them, all of one interval and in any order. */
  readonly market: readonly Bars[]
}

/** Makes any seed's signal stronger, weaker or silent, by genes of its own. It never turns one round. */
export interface Enhancer<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Values with which it changes nothing. */
  readonly off: Genes<S>
  /** Reads the bars of the other symbols too. */
  readonly readsOtherSymbols: boolean
  /**
   * Bars of history after which older bars no longer change what it does; 0 with genes that change nothing. It judges each row by
   * itself, so a strategy is warm when its seed and its enhancers are: their warm-ups do not add up.
   */
  warmup(genes: Genes<S>): number
  /**
   * Row i sees rows ≤ i of its own bars, and those of others that had closed by then. Where something that it goes by is unknown, it does
   * what is boldest least; a signal that is NaN stays so.
   *
   * @param signal −1…+1 for each of the symbol's bars
   * @returns −1…+1 for each of them; the very column where the genes change nothing
   * @throws RangeError when there are more signals than bars, or fewer
   */
  enhance(signal: Column, input: EnhancerInput, genes: Genes<S>, indicators: Indicators): Column
}

export const enhancer = <const S extends GeneSpecs>(e: Enhancer<S>): Enhancer<S> => e

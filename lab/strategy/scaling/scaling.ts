import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import type { GeneSpecs, Genes } from '../../seeds/seed.ts'

/** Input of a scaling. */
export interface ScalingInput {
  /** Bars of the symbol that is sized. */
  readonly bars: Bars
  /** Bars of every symbol of the universe, including `bars`: all of one interval, in any order. */
  readonly market: readonly Bars[]
  /** Exposure before scaling, −1…+1 for each bar; 0 where it is unknown. */
  readonly signal: Column
  /** `sizing.fraction`: notional at full exposure, as a fraction of equity, > 0. */
  readonly fraction: Fraction
}

/**
 * A scaling multiplies the exposure at each bar by a factor of 0…1, controlled by genes of its own. So it never trades
 * more than the fraction of the strategy.
 */
export interface Scaling<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  /** One sentence for people. */
  readonly idea: string
  /** Ranges of the genes. */
  readonly genes: S
  /** True if the scaling reads the bars of other symbols. */
  readonly readsOtherSymbols: boolean
  /** Warm-up in bars. It adds to the warm-up of the signal, because the scaling reads the history of the signal. */
  warmup(genes: Genes<S>): number
  /**
   * The factor of the exposure, 0…1, in steps (see `inSteps`). Row i depends on rows ≤ i of the symbol's own bars, and
   * on bars of other symbols that had closed by then. Where an input is unknown the factor is 0: no position at unknown
   * risk.
   */
  scale(input: ScalingInput, genes: Genes<S>, indicators: Indicators): Column
}

/** Returns the scaling unchanged; infers the types of its genes. */
export const scaling = <const S extends GeneSpecs>(s: Scaling<S>): Scaling<S> => s

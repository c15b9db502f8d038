import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import type { GeneSpecs, Genes } from '../../seeds/seed.ts'

/** Input of a scaling. */
export interface ScalingInput {
  /** Bars of the symbol that is sized. */
  readonly bars: Bars
  /** Bars of every symbol of the universe, including `bars`, all of one interval and in any order. */
  readonly market: readonly Bars[]
  /** Exposure before scaling, −1…+1 for each bar; 0 where it is not yet known. */
  readonly signal: Column
  /** `sizing.fraction`: notional at full exposure, as a fraction of equity, > 0. */
  readonly fraction: Fraction
}

/**
 * Determines which part of the strategy's fraction is used at each bar, controlled by genes of its own. It never
 * increases the fraction.
 */
export interface Scaling<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Whether it reads the bars of other symbols. */
  readonly readsOtherSymbols: boolean
  /** Warm-up in bars, which adds to the warm-up of the signal, because the scaling reads the signal's history. */
  warmup(genes: Genes<S>): number
  /**
   * The factor of the exposure, 0…1, in steps (see `inSteps`). Row i depends on rows ≤ i of its own bars, and on bars
   * of other symbols that had closed by then. Where an input is unknown the factor is 0: unknown risk is not taken.
   */
  scale(input: ScalingInput, genes: Genes<S>, indicators: Indicators): Column
}

export const scaling = <const S extends GeneSpecs>(s: Scaling<S>): Scaling<S> => s

import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import type { GeneSpecs, Genes } from '../../seeds/seed.ts'

/** What a scaling judges by. */
export interface ScalingInput {
  /** Bars of the symbol that is decided about. */
  readonly bars: Bars
  /** Bars of every symbol of the universe, those among them, all of one interval and in any order. */
  readonly market: readonly Bars[]
  /** Exposure before it is scaled, −1…+1 for each of the bars; 0 where it is not yet known. */
  readonly signal: Column
  /** `sizing.fraction`: notional at full exposure, as a fraction of equity, > 0. */
  readonly fraction: Fraction
}

/** How much of the strategy's fraction is taken at each bar, by genes of its own. It only ever makes less of it. */
export interface Scaling<S extends GeneSpecs = GeneSpecs> {
  readonly name: string
  readonly idea: string
  readonly genes: S
  /** Reads the bars of the other symbols too. */
  readonly readsOtherSymbols: boolean
  /** Bars, with the signal about them, after which older ones no longer matter: it adds to the warm-up of the signal. */
  warmup(genes: Genes<S>): number
  /**
   * What the exposure is multiplied with, 0…1, in steps (see `inSteps`). Row i sees rows ≤ i of its own bars, and those of others that
   * had closed by then. Where what it goes by is unknown it is 0: not knowing the risk is no reason to take it.
   */
  scale(input: ScalingInput, genes: Genes<S>, indicators: Indicators): Column
}

export const scaling = <const S extends GeneSpecs>(s: Scaling<S>): Scaling<S> => s

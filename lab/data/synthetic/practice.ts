import type { Bars } from '../../market/bars.ts'
import { day, type EpochMs, epochMs, hour } from '../../market/units.ts'
import { syntheticMarket, syntheticVenue } from './market.ts'

/** A simulated market for all steps from bars to a trading runtime, small enough to run them in a minute. */
export interface Practice {
  readonly market: readonly Bars[]
  /** Range for training, validation and locked test; the bars before it are the warm-up. */
  readonly learn: { readonly from: EpochMs; readonly to: EpochMs }
  /** Range for the runtime, which no search has seen. */
  readonly trade: { readonly from: EpochMs; readonly to: EpochMs }
}

const start = Date.UTC(2023, 0, 1)
const [warmUp, learning, trading] = [60 * day, 480 * day, 60 * day]

/** Drift per bar, in standard deviations of the bar's return: far more than any real market offers. */
export const plantedEdge = 0.15

/** Simulates three symbols over 600 days of hourly bars. @param seed random seed @param edge 0 for a market without an edge */
export function practice(seed: number, edge = plantedEdge): Practice {
  const symbols = ['SYN-A', 'SYN-B', 'SYN-C']
  const bars = (warmUp + learning + trading) / hour
  const market = syntheticMarket({ seed, symbols, bars, edge, start: epochMs(start) })
  const learn = { from: epochMs(start + warmUp), to: epochMs(start + warmUp + learning) }
  return {
    // The seed is part of the venue's name, so that two simulated markets never share a series.
    market: market.map(one => ({ ...one, venue: `${syntheticVenue}-${seed}${edge === 0 ? '-noise' : ''}` })),
    learn,
    trade: { from: learn.to, to: epochMs(learn.to + trading) },
  }
}

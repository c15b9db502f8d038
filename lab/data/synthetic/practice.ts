import type { Bars } from '../../market/bars.ts'
import { day, type EpochMs, epochMs, hour } from '../../market/units.ts'
import { syntheticMarket, syntheticVenue } from './market.ts'

/** A simulated market for a rehearsal of all steps, from the search to the trading runtime, within a minute. */
export interface Practice {
  /** Bars of the whole time, the warm-up first. */
  readonly market: readonly Bars[]
  /** Range for training, validation and locked test; the bars before it are the warm-up. */
  readonly learn: { readonly from: EpochMs; readonly to: EpochMs }
  /** Range in which the runtime trades; the search uses no bar of it. */
  readonly trade: { readonly from: EpochMs; readonly to: EpochMs }
}

const start = Date.UTC(2023, 0, 1)
const [warmUp, learning, trading] = [60 * day, 480 * day, 60 * day]

/** Default drift per bar, in standard deviations of a bar's return: far more than any real market offers. */
export const plantedEdge = 0.15

/**
 * Simulates three symbols over 600 days of hourly bars.
 *
 * @param seed random seed
 * @param edge drift per bar, in standard deviations of a bar's return; 0 for a market without an edge
 */
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

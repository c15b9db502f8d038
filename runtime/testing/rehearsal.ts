import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import { epochMs } from '../../lab/market/units.ts'
import { breakout, syntheticInstruments } from '../../lab/testing/crafted.ts'
import type { RehearsalOptions } from '../rehearsal/rehearse.ts'

const symbols = ['SYN-A', 'SYN-B']
const warming = 100

/** A rehearsal with many orders: two symbols of a simulated market, traded with trailing stops. */
export function livelyRehearsal(journal: string, { bars = 600, seed = 31 } = {}): RehearsalOptions {
  const market = syntheticMarket({ seed, symbols, bars: warming + bars, edge: 0.1, gaps: 0.02 })
  const { openTime } = market[0]
  const strategy = breakout({ universe: symbols, exits: { stop: 0.02, trailing: 0.03, target: 0.05, time: 40 } })
  return {
    ...{ strategy, market, instruments: syntheticInstruments(symbols), cash: 10_000, costs: strategy.costs },
    from: epochMs(openTime[warming]),
    to: epochMs(openTime[openTime.length - 1]),
    ...{ journal, run: 'lively' },
  }
}

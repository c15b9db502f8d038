import { fingerprint } from '../data/fingerprint.ts'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { dataSeen, instrumentsOf } from '../evolution/dataset.ts'
import type { Dataset } from '../evolution/measure.ts'
import { makePlan } from '../evolution/plan.ts'
import { defaultSearch } from '../evolution/search-settings.ts'
import { epochMs, hour } from '../market/units.ts'

/** A market of one symbol, and a plan for a search that takes a second. */
export function smallDataset(): Dataset {
  const interval = 4 * hour
  const market = syntheticMarket({ seed: 6, symbols: ['SYN-A'], bars: 1_600, interval, edge: 0.1 })
  const [{ openTime }] = market
  const plan = makePlan(market, {
    name: 'small',
    seedNumber: 4,
    seeds: ['ema-cross', 'rsi', 'donchian-breakout', 'bollinger', 'vwap-reversion'],
    data: dataSeen(market, fingerprint),
    from: epochMs(openTime[0]),
    to: epochMs(openTime[openTime.length - 1] + interval),
    search: { ...defaultSearch, population: 10, generations: 5, elitism: 0.2 },
  })
  return { plan, market, instruments: instrumentsOf(market) }
}

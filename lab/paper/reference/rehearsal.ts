import { syntheticMarket } from '../../data/synthetic/market.ts'
import { epochMs } from '../../market/units.ts'
import { breakout, syntheticInstruments } from '../../testing/crafted.ts'
import { rehearse } from '../rehearse.ts'

/** A rehearsal with every kind of order in it, the same each time. */
export async function rehearsal(journal: string, onProgress: (share: number) => void = () => {}, stop = 0.02) {
  const universe = ['SYN-A', 'SYN-B']
  const market = syntheticMarket({ seed: 9, symbols: universe, bars: 2_600, edge: 0.05 })
  const strategy = breakout({
    universe,
    sizing: { fraction: 0.4, leverage: 5, rebalance: 0.1 },
    exits: { stop, trailing: 0.03, target: 0.04, time: 15 },
  })
  const { openTime } = market[0]
  return rehearse({
    ...{ strategy, market, instruments: syntheticInstruments(universe), cash: 10_000, costs: strategy.costs },
    ...{
      from: epochMs(openTime[100]),
      to: epochMs(openTime[openTime.length - 1]),
      journal,
      run: 'rehearsal',
      onProgress,
    },
  })
}

// As a process of its own, to be killed: says how far it is safe.
if (process.argv[1]?.endsWith('rehearsal.ts')) {
  const { outcome } = await rehearsal(process.argv[2], share => process.stdout.write(`safe ${share}\n`))
  process.stdout.write(`ended ${outcome.equity[outcome.equity.length - 1]} ${outcome.executions.length}\n`)
}

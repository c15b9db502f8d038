import { expect, test } from 'vitest'
import { slice } from '../market/bars.ts'
import { random } from '../random.ts'
import { realMarket } from '../testing/real-market.ts'
import { seedContract } from './contract.ts'
import { seeds } from './index.ts'

const market = await realMarket(2_000)

/** A learner learns at every call: it gets less to look at. */
const rowsOf = (learns: boolean) => (learns ? 1_250 : 2_000)

if (market) {
  for (const seed of seeds) {
    const learns = seed.learner?.fit !== undefined
    const some = market.map(bars => slice(bars, Math.max(0, bars.close.length - rowsOf(learns)), bars.close.length))
    // One genome on each of thirty symbols: thirty cases a law, beside the simulated ones of seeds.test.ts.
    seedContract(seed, some, random(11), { genomes: 1, cuts: 1 })
  }
}

test.skipIf(!market)('thirty symbols, with their funding, were among those', () => {
  expect(market).toHaveLength(30)
  for (const { funding } of market ?? [])
    expect([...(funding ?? [])].filter(Number.isFinite).length).toBeGreaterThan(1_900)
})

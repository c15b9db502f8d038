import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { optionalColumns } from '../market/bars.ts'
import { withColumns } from '../market/testing/columns.ts'
import { hour } from '../market/units.ts'
import { random } from '../random.ts'
import { candles } from '../testing/candles.ts'
import { sharedFile } from '../testing/shared.ts'
import { seedContract } from './contract.ts'
import { seedNamed, seeds } from './index.ts'
import { latest } from './latest.ts'
import { columnReader } from './testing/column-reader.ts'

const [candlesAlone] = syntheticMarket({ seed: 7, symbols: ['SYN-A'], bars: 6_000, edge: 0.1 })
const market = withColumns(candlesAlone, optionalColumns, random(12))
for (const seed of [...seeds, columnReader]) seedContract(seed, market, random(11))

const file = sharedFile('data/candles_1h_binance.parquet')
if (file) {
  const bull = { venue: 'binance', interval: hour, from: Date.UTC(2023, 6, 1), to: Date.UTC(2024, 2, 1) }
  for (const symbol of ['BTC', 'DOGE']) {
    const bars = await candles(file, { symbol, ...bull })
    for (const seed of seeds) seedContract(seed, bars, random(11))
  }
}
test.skipIf(!file)('real bars were among those', () => expect(file).toBeDefined())

describe('the registry', () => {
  test('finds every seed by its name, and no name twice', () => {
    for (const seed of seeds) expect(seedNamed(seed.name)).toBe(seed)
    expect(new Set(seeds.map(({ name }) => name)).size).toBe(seeds.length)
  })
})

describe('the latest event', () => {
  test('holds for as many bars as it says and is then forgotten', () => {
    const events = Float64Array.of(Number.NaN, 1, Number.NaN, Number.NaN, Number.NaN, -1, 0, Number.NaN)
    expect([...latest(events, 3)]).toEqual([0, 1, 1, 1, 0, -1, 0, 0])
  })
})

import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../../data/synthetic/market.ts'
import { hour } from '../../market/units.ts'
import { random } from '../../random.ts'
import { candles } from '../../testing/candles.ts'
import { sharedFile } from '../../testing/shared.ts'
import { scalingContract } from './contract.ts'
import { scalingNamed, scalings } from './index.ts'

const symbols = ['SYN-B', 'SYN-A', 'SYN-C']
const market = syntheticMarket({ seed: 5, symbols, bars: 3_000, edge: 0.1, gaps: 0.003 })
for (const scaling of scalings) scalingContract(scaling, market, random(31))

const file = sharedFile('data/candles_1h_binance.parquet')
if (file) {
  const months = { venue: 'binance', interval: hour, from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 5, 1) }
  const real = await Promise.all(['ETH', 'DOGE'].map(symbol => candles(file, { symbol, ...months })))
  for (const scaling of scalings) scalingContract(scaling, real, random(32))
}
test.skipIf(!file)('real bars were among those', () => expect(file).toBeDefined())

describe('the registry', () => {
  test('finds every scaling by its name, and no name twice', () => {
    for (const scaling of scalings) expect(scalingNamed(scaling.name)).toBe(scaling)
    expect(new Set(scalings.map(({ name }) => name)).size).toBe(scalings.length)
    expect(scalingNamed('none of them')).toBeUndefined()
  })

  test('names a unit for every gene', () => {
    for (const { genes } of scalings) {
      for (const { kind, unit } of Object.values(genes)) {
        expect(unit).not.toMatch(/^$|^plain number$/)
        expect(unit === 'bars').toBe(kind === 'int')
      }
    }
  })
})

import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import { slice } from '../../lab/market/bars.ts'
import { hour } from '../../lab/market/units.ts'
import { barAt } from '../../lab/venues/embedded/bars/exchange.ts'
import { History } from './history.ts'

const [bars] = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: 3_000, gaps: 0.01 })

describe('a history', () => {
  test('gives the newest rows, and never more than it keeps', () => {
    const history = new History(slice(bars, 0, 100), 50)
    for (let i = 100; i < 2_500; i++) history.append(barAt(bars, i))
    expect([...history.newest().close]).toEqual([...bars.close.subarray(2_450, 2_500)])
  })
  test('gives all rows while there are fewer than it keeps', () => {
    const history = new History(slice(bars, 0, 0), 50)
    expect(history.newest().close).toHaveLength(0)
    history.append(barAt(bars, 0))
    expect([...history.newest().close]).toEqual([bars.close[0]])
  })
})

test('a bar that is not newer than the last is refused', () => {
  const history = new History(slice(bars, 0, 100), 50)
  expect(() => history.append(barAt(bars, 99))).toThrow(/expected a bar that opens after .*, found one of/)
  expect(() => history.append(barAt(bars, 50))).toThrow(RangeError)
})

test('an invalid candle is refused', () => {
  const history = new History(slice(bars, 0, 100), 50)
  history.append({ ...barAt(bars, 100), high: 1 })
  expect(() => history.newest()).toThrow(/is no candle/)
})

test('memory does not grow with the number of bars', () => {
  const history = new History(slice(bars, 0, 100), 50)
  const bar = barAt(bars, 100)
  const used = () => process.memoryUsage().arrayBuffers
  const before = used()
  for (let i = 0; i < 300_000; i++)
    history.append({ ...bar, openTime: (bar.openTime + i * hour) as typeof bar.openTime })
  // Three hundred thousand rows of nine columns would be 21.6 MB.
  expect(used() - before).toBeLessThan(1e6)
})

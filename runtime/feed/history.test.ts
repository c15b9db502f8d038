import { describe, expect, test, vi } from 'vitest'
import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import { barAt } from '../../lab/exchange/exchange.ts'
import { type Indicators, plain } from '../../lab/indicators/memo.ts'
import { type OptionalColumn, optionalColumns, slice } from '../../lab/market/bars.ts'
import { withColumns } from '../../lab/market/testing/columns.ts'
import { hour } from '../../lab/market/units.ts'
import { random } from '../../lab/random.ts'
import { drawGenes } from '../../lab/seeds/draw.ts'
import { seeds } from '../../lab/seeds/index.ts'
import { columnReader } from '../../lab/seeds/testing/column-reader.ts'
import { exposure, warmupOf } from '../../lab/strategy/exposure.ts'
import { breakout } from '../../lab/testing/crafted.ts'
import { History } from './history.ts'

vi.mock('../../lab/seeds/index.ts', async original =>
  (await import('../../lab/seeds/testing/column-reader.ts')).besideColumnReader(await original()),
)

const [bars] = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: 6_000, edge: 0.1, gaps: 0.01 })

describe('the opinion of a history, bar by bar', () => {
  const chance = random(4)
  test.each(seeds.map(seed => [seed.name, seed] as const))('is that of the whole series at once: %s', (name, seed) => {
    const strategy = breakout({ seeds: [{ name, weight: 1, genes: drawGenes(seed.genes, chance) }] })
    const whole = exposure(strategy, bars, plain)
    for (const before of [0, 2_000]) {
      const history = new History(strategy, slice(bars, 0, before))
      for (let i = before; i < before + 2_500; i++) {
        history.append(barAt(bars, i))
        if (history.wanted() !== whole[i]) expect([i, history.wanted()]).toEqual([i, whole[i]])
      }
    }
  })

  test.each<[string, readonly OptionalColumn[], number]>([
    ['everything is known besides the candles', optionalColumns, 0.1],
    ['mean prices alone are', ['vwap'], 0.1],
    ['the mood is known rarely', ['sentiment'], 0.95],
    ['nothing is', [], 0],
  ])('is that of the whole series at once when %s', (_, names, holes) => {
    const known = withColumns(bars, names, random(5), holes)
    const strategy = breakout({ seeds: [{ name: columnReader.name, weight: 1, genes: { memory: 5 } }] })
    const whole = exposure(strategy, known, plain)
    for (const before of [0, 700]) {
      const history = new History(strategy, slice(known, 0, before))
      for (let i = before; i < before + 2_000; i++) {
        history.append(barAt(known, i))
        if (history.wanted() !== whole[i]) expect([i, history.wanted()]).toEqual([i, whole[i]])
      }
    }
    expect(new Set(whole).size > 1).toBe(names.length > 0)
  })

  test('is flat while there is less history than the warm-up', () => {
    const strategy = breakout()
    const history = new History(strategy, slice(bars, 0, 0))
    expect(history.wanted()).toBe(0)
    for (let i = 0; i < warmupOf(strategy); i++) {
      history.append(barAt(bars, i))
      expect(history.wanted()).toBe(0)
    }
  })
})

test('an opinion is given from exactly the rows that it needs, however many have passed: a restart cannot change it', () => {
  const strategy = breakout()
  const rows = new Set<number>()
  const watched: Indicators = {
    ...plain,
    donchian: (high, ...rest) => {
      rows.add(high.length)
      return plain.donchian(high, ...rest)
    },
  }
  const history = new History(strategy, slice(bars, 0, 100))
  for (let i = 100; i < 2_500; i++) {
    history.append(barAt(bars, i))
    history.wanted(watched)
  }
  expect([...rows]).toEqual([warmupOf(strategy) + 1])
})

test('a bar that is not newer than the last is refused', () => {
  const history = new History(breakout(), slice(bars, 0, 100))
  expect(() => history.append(barAt(bars, 99))).toThrow(/a bar of .* came after one of/)
  expect(() => history.append(barAt(bars, 50))).toThrow(RangeError)
})

test('a bar that is no candle is refused', () => {
  const history = new History(breakout(), slice(bars, 0, 100))
  history.append({ ...barAt(bars, 100), high: 1 })
  expect(() => history.wanted()).toThrow(/is no candle/)
})

test('memory does not grow with the number of bars', () => {
  const history = new History(breakout(), slice(bars, 0, 100))
  const bar = barAt(bars, 100)
  const used = () => process.memoryUsage().arrayBuffers
  const before = used()
  for (let i = 0; i < 300_000; i++)
    history.append({ ...bar, openTime: (bar.openTime + i * hour) as typeof bar.openTime })
  // Three hundred thousand rows of nine columns would be 21.6 MB.
  expect(used() - before).toBeLessThan(1e6)
})

import { describe, expect, test, vi } from 'vitest'
import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import { type Indicators, plain } from '../../lab/indicators/memo.ts'
import { type Bars, type OptionalColumn, optionalColumns, rowAt, slice } from '../../lab/market/bars.ts'
import { withColumns } from '../../lab/market/testing/columns.ts'
import { random } from '../../lab/random.ts'
import { seeds } from '../../lab/seeds/index.ts'
import { columnReader } from '../../lab/seeds/testing/column-reader.ts'
import { type TargetExposure, targetExposure, warmupOf } from '../../lab/strategy/exposure.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { breakout } from '../../lab/testing/crafted.ts'
import { drawGiven } from '../../lab/testing/lawful.ts'
import { barAt } from '../../lab/venues/embedded/bars/exchange.ts'
import { SignalEngine } from './signal-engine.ts'

vi.mock('../../lab/seeds/index.ts', async original =>
  (await import('../../lab/seeds/testing/column-reader.ts')).besideColumnReader(await original()),
)

const [bars] = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: 6_000, edge: 0.1, gaps: 0.01 })

/** Feeds the engine bar by bar and expects the same exposures as one computation over the whole series. @returns those exposures */
function expectSameExposures(
  strategy: Strategy,
  market: readonly Bars[],
  before: number,
  steps: number,
): TargetExposure['exposure'][] {
  const whole = market.map(one => targetExposure(strategy, one, market, plain))
  const from = market[0].openTime[before]
  const rows = market.map(bars => rowAt(bars, from))
  const signalEngine = new SignalEngine(
    strategy,
    market.map((one, k) => slice(one, 0, rows[k])),
  )
  for (let step = 0; step < steps; step++) {
    const now = Math.min(...market.map(({ openTime }, k) => openTime[rows[k]]))
    const here = market.flatMap((one, k) => (one.openTime[rows[k]] === now ? [k] : []))
    const { wanted, range } = signalEngine.onBars(here.map(k => barAt(market[k], rows[k])))
    for (const k of here) {
      const [row, { symbol }] = [rows[k]++, market[k]]
      if (wanted[symbol] !== whole[k].exposure[row])
        expect([row, wanted[symbol]]).toEqual([row, whole[k].exposure[row]])
      const expected = whole[k].range?.[row]
      if (expected !== undefined && wanted[symbol] !== 0) expect(range?.[symbol]).toBeCloseTo(expected, 9)
    }
  }
  return whole.map(({ exposure }) => exposure)
}

describe('exposures computed bar by bar, with only the warm-up in memory', () => {
  const chance = random(4)
  test.each(seeds.map(seed => [seed.name, seed] as const))(
    'equal those computed over the whole series at once: %s',
    (name, seed) => {
      const strategy = breakout({ seeds: [{ name, weight: 1, ...drawGiven(seed, chance) }] })
      expectSameExposures(strategy, [bars], 0, seed.learner?.fit ? 1_250 : 2_000)
    },
  )

  test.each<[string, readonly OptionalColumn[], number]>([
    ['all optional columns', optionalColumns, 0.1],
    ['vwap only', ['vwap'], 0.1],
    ['sentiment on 5 % of the rows', ['sentiment'], 0.95],
    ['no optional column', [], 0],
  ])('equal those computed over the whole series at once: %s', (_, names, unknown) => {
    const known = withColumns(bars, names, random(5), unknown)
    const strategy = breakout({ seeds: [{ name: columnReader.name, weight: 1, genes: { memory: 5 } }] })
    const [wanted] = [0, 700].map(before => expectSameExposures(strategy, [known], before, 2_000)[0])
    expect(new Set(wanted).size > 1).toBe(names.length > 0)
  })

  test('equal those computed over the whole market for a cross-sectional strategy with risk-based sizing and ATR stops', () => {
    const market = syntheticMarket({
      seed: 9,
      symbols: ['SYN-A', 'SYN-B', 'SYN-C'],
      bars: 3_000,
      edge: 0.1,
      gaps: 0.01,
    })
    const [breaks] = breakout().seeds
    const strategy = breakout({
      universe: market.map(({ symbol }) => symbol),
      seeds: [
        {
          ...breaks,
          enhancers: {
            correlation: { window: 96, crowding: 0.5, lookback: 24, confirm: 0.5 },
            regime: { riskOff: 0.5, transitional: 0.8, neutral: 1, riskOn: 1.2, confidence: 0.3 },
          },
        },
      ],
      sizing: { fraction: 1, leverage: 10, rebalance: 0.1, scaling: { name: 'risk-parity', genes: { window: 200 } } },
      exits: { stopAtr: 2, atrWindow: 14 },
    })
    const wanted = expectSameExposures(strategy, market, 1_500, 350)
    for (const exposure of wanted) expect(new Set(exposure).size).toBeGreaterThan(5)
  })

  test('are zero while there is less history than the warm-up', () => {
    const strategy = breakout()
    const signalEngine = new SignalEngine(strategy, [slice(bars, 0, 0)])
    for (let i = 0; i < warmupOf(strategy); i++)
      expect(signalEngine.onBars([barAt(bars, i)])).toEqual({ wanted: { 'SYN-A': 0 } })
  })
})

test('a signal is computed from exactly the rows that it needs, however many have passed: a restart cannot change it', () => {
  const strategy = breakout()
  const rows = new Set<number>()
  const watched: Indicators = {
    ...plain,
    donchian: (high, ...rest) => {
      rows.add(high.length)
      return plain.donchian(high, ...rest)
    },
  }
  const signalEngine = new SignalEngine(strategy, [slice(bars, 0, 100)], watched)
  for (let i = 100; i < 2_500; i++) signalEngine.onBars([barAt(bars, i)])
  expect([...rows]).toEqual([warmupOf(strategy) + 1])
})

test('a symbol without bars, and a bar of a symbol that is not traded, are refused', () => {
  const strategy = breakout({ universe: ['SYN-A', 'SYN-B'] })
  expect(() => new SignalEngine(strategy, [bars])).toThrow('no bars of SYN-B, which the strategy trades')
  const signalEngine = new SignalEngine(breakout(), [slice(bars, 0, 100)])
  expect(() => signalEngine.onBars([{ ...barAt(bars, 100), symbol: 'SYN-B' }])).toThrow(
    'a bar of SYN-B, which the strategy does not trade',
  )
})

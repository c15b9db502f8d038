import { describe, expect, test } from 'vitest'
import { type SyntheticOptions, syntheticMarket } from '../../lab/data/synthetic/market.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import { hour, minute } from '../../lab/market/units.ts'
import { random } from '../../lab/random.ts'
import { seedNamed, seeds } from '../../lab/seeds/index.ts'
import type { Seed } from '../../lab/seeds/seed.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { syntheticInstruments } from '../../lab/testing/crafted.ts'
import { drawStrategy } from '../../lab/testing/drawn.ts'
import { expectSameOutcome, reasonsOf } from './contract.ts'

const symbols = ['SYN-A', 'SYN-B', 'SYN-C']
const instruments = syntheticInstruments(symbols)
const simulated = (options: Partial<SyntheticOptions>) =>
  syntheticMarket({ seed: 21, symbols, bars: 2_600, edge: 0.05, gaps: 0.01, ...options })

describe('the same bars through backtest and through runtime and embedded exchange give the same outcome', () => {
  const outcomes: Outcome[] = []
  const tradesOf = (some: readonly Outcome[]) => some.reduce((sum, { trades }) => sum + trades.length, 0)

  const hourly = simulated({})
  for (const seed of seeds) {
    test(`${seed.name}, on hourly bars`, async () => {
      const chance = random(5)
      const found: Outcome[] = []
      // A formula drawn at random is often never true.
      for (let k = 0; k < (seed.requires === 'formula' ? 6 : 2); k++) {
        found.push(
          await expectSameOutcome(drawStrategy([seed], hourly, chance), hourly, instruments, {
            warming: warmingOf(seed),
          }),
        )
      }
      expect(tradesOf(found)).toBeGreaterThan(10)
      outcomes.push(...found)
    })
  }

  const intervals = [
    ['four hours', 4 * hour],
    ['a quarter of an hour', 15 * minute],
  ] as const
  for (const [name, interval] of intervals) {
    test(`every rule-based seed, on bars of ${name}`, async () => {
      const market = simulated({ interval, bars: 2_200, seed: 22 })
      const chance = random(6)
      const found: Outcome[] = []
      for (const seed of seeds.filter(({ requires, learner }) => !requires && !learner)) {
        const strategy = drawStrategy([seed], market, chance)
        found.push(await expectSameOutcome(strategy, market, instruments, { warming: 0.8 }))
      }
      expect(tradesOf(found)).toBeGreaterThan(10)
      outcomes.push(...found)
    })
  }

  test('a mixture of seeds, which changes its size without turning', async () => {
    const mixed = seeds.filter(({ name }) => name === 'donchian-breakout' || name === 'bollinger')
    const found = await expectSameOutcome(drawStrategy(mixed, hourly, random(8)), hourly, instruments)
    expect(reasonsOf([found])).toContain('rebalance')
    outcomes.push(found)
  })

  test('a learner that is fitted again while it trades', async () => {
    const market = simulated({ bars: 800, seed: 24 })
    const strategy = drawStrategy([named('linear-svc')], market, random(7))
    const [{ model: _, ...learning }] = strategy.seeds
    const genes = { ...learning.genes, lookback: 100, cadence: 48, ensemble: 1, conviction: 0, hold: 4 }
    const found = await expectSameOutcome({ ...strategy, seeds: [{ ...learning, genes }] }, market, instruments)
    expect(found.trades.length).toBeGreaterThan(10)
    outcomes.push(found)
  })

  test.each<Partial<Strategy>>([
    {
      ensemble: { method: 'vote', quorum: 0.2 },
      sizing: { fraction: 1, leverage: 8, rebalance: 0.1, scaling: { name: 'risk-parity', genes: { window: 150 } } },
      exits: { stopAtr: 2.5, trailingAtr: 3, atrWindow: 14 },
    },
    {
      ensemble: { method: 'split' },
      sizing: {
        fraction: 1,
        leverage: 8,
        rebalance: 0.5,
        scaling: { name: 'volatility-target', genes: { target: 0.3, window: 72 } },
      },
      exits: { targetAtr: 5, atrWindow: 30 },
    },
  ])(
    'a cross-sectional ensemble with risk-based sizing and ATR exits: $ensemble.method',
    { timeout: 600_000 },
    async changes => {
      const drawn = drawStrategy([named('donchian-breakout'), named('bollinger'), named('rsi')], hourly, random(15))
      const enhancers = {
        correlation: { window: 72, crowding: 0.4, lookback: 12, confirm: 0.6 },
        regime: { riskOff: 0.6, transitional: 0.8, neutral: 1, riskOn: 1.2, confidence: 0.3 },
        confirmation: { factor: 4, period: 10, against: 0.3 },
      }
      const seeds = drawn.seeds.map(seed => ({ ...seed, enhancers }))
      const found = await expectSameOutcome({ ...drawn, ...changes, seeds }, hourly, instruments, { warming: 0.9 })
      expect(found.trades.length).toBeGreaterThan(3)
      outcomes.push(found)
    },
  )

  test('a market with every fifth bar missing', async () => {
    const market = simulated({ gaps: 0.2, seed: 23 })
    const chance = random(9)
    let trades = 0
    for (const name of ['atr-breakout', 'bollinger', 'donchian-breakout', 'rsi', 'stochastic', 'vwap-reversion']) {
      const found = await expectSameOutcome(drawStrategy([named(name)], market, chance), market, instruments)
      outcomes.push(found)
      trades += found.trades.length
    }
    expect(trades).toBeGreaterThan(60)
  })

  test('accounts that end in a liquidation of one position or of several at once', async () => {
    const chance = random(10)
    const found: Outcome[] = []
    for (let k = 0; k < 6; k++) {
      const market = simulated({ seed: 40 + k, bars: 900, edge: 0 })
      const drawn = drawStrategy([named(k % 2 ? 'bollinger' : 'donchian-breakout')], market, chance)
      const reckless = { ...drawn, sizing: { fraction: 9, leverage: 20, rebalance: 0.1 }, exits: {} }
      found.push(await expectSameOutcome(reckless, market, instruments, { warming: 0.4 }))
    }
    const together = found.filter(({ executions }) => executions.filter(isLiquidation).length > 1)
    expect(found.filter(({ liquidations }) => liquidations === 1).length).toBeGreaterThan(3)
    expect(together.length).toBeGreaterThan(1)
    for (const { executions, liquidations } of found) {
      if (liquidations > 0) expect(executions.at(-1)?.reason).toBe('liquidation')
    }
    outcomes.push(...found)
  })

  test('these runs used every reason to enter and exit', () => {
    const reasons = ['enter', 'exit', 'liquidation', 'rebalance', 'stop', 'target', 'time', 'trailing']
    expect([...reasonsOf(outcomes)].sort()).toEqual(reasons)
  })
})

/** Models and formulas are slow at every bar, so they trade fewer bars. */
const warmingOf = ({ requires, learner }: Seed) => (requires || learner ? 0.9 : 0.78)

const named = (name: string): Seed => {
  const found = seedNamed(name)
  if (!found) throw new Error(`no seed is named ${name}`)
  return found
}

const isLiquidation = ({ reason }: Outcome['executions'][number]) => reason === 'liquidation'

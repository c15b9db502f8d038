import { describe, expect, test } from 'vitest'
import { type SyntheticOptions, syntheticMarket } from '../data/synthetic/market.ts'
import type { Outcome } from '../market/outcome.ts'
import { hour, minute } from '../market/units.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import { syntheticInstruments } from '../testing/crafted.ts'
import { drawStrategy } from '../testing/drawn.ts'
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
    test(`${seed.name}, by the hour`, async () => {
      const chance = random(5)
      const found: Outcome[] = []
      for (let k = 0; k < 2; k++) {
        found.push(await expectSameOutcome(drawStrategy([seed], hourly, chance), hourly, instruments, { warming: 0.6 }))
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
    test(`every seed, by ${name}`, async () => {
      const market = simulated({ interval, bars: 2_200, seed: 22 })
      const chance = random(6)
      const found: Outcome[] = []
      for (const seed of seeds) {
        const strategy = drawStrategy([seed], market, chance)
        found.push(await expectSameOutcome(strategy, market, instruments, { warming: 0.7 }))
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

  test('a market of which every fifth bar is missing', async () => {
    const market = simulated({ gaps: 0.2, seed: 23 })
    const chance = random(9)
    for (const seed of seeds.filter(({ name }) => name !== 'ema-cross')) {
      const found = await expectSameOutcome(drawStrategy([seed], market, chance), market, instruments)
      expect(found.trades.length).toBeGreaterThan(10)
      outcomes.push(found)
    }
  })

  test('wallets that are liquidated, alone and together, and end there', async () => {
    const chance = random(10)
    const found: Outcome[] = []
    for (let k = 0; k < 6; k++) {
      const market = simulated({ seed: 40 + k, bars: 900, edge: 0 })
      const drawn = drawStrategy([seeds[2 + (k % 2)]], market, chance)
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

  test('every way in and out has been taken', () => {
    const reasons = ['enter', 'exit', 'liquidation', 'rebalance', 'stop', 'target', 'time', 'trailing']
    expect([...reasonsOf(outcomes)].sort()).toEqual(reasons)
  })
})

const isLiquidation = ({ reason }: Outcome['executions'][number]) => reason === 'liquidation'

import { beforeAll, describe, expect, test } from 'vitest'
import type { Bars } from '../../lab/market/bars.ts'
import { instrumentFor } from '../../lab/market/instruments.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import { hour } from '../../lab/market/units.ts'
import { random } from '../../lab/random.ts'
import { seeds } from '../../lab/seeds/index.ts'
import { candles } from '../../lab/testing/candles.ts'
import { drawStrategy } from '../../lab/testing/drawn.ts'
import { realMarket } from '../../lab/testing/real-market.ts'
import { sharedFile } from '../../lab/testing/shared.ts'
import { expectSameOutcome, reasonsOf } from './contract.ts'

const file = sharedFile('data/candles_1h_binance.parquet')
const symbols = ['BTC', 'ETH', 'SOL']
const instruments = new Map(symbols.map(symbol => [symbol, instrumentFor(symbol)]))

/** Five months in which the price of Bitcoin rose to 109,000 and fell to 75,000. */
const real = { interval: hour, venue: 'binance', from: Date.UTC(2024, 11, 1), to: Date.UTC(2025, 4, 1) }

describe.skipIf(!file)('real candles through backtest and through runtime and embedded exchange', () => {
  const outcomes: Outcome[] = []
  const chance = random(12)
  const trades: number[] = []
  let market: readonly Bars[] = []
  beforeAll(async () => {
    market = await Promise.all(symbols.map(symbol => candles(String(file), { symbol, ...real })))
  })
  // These candles have no funding rates, so a seed that needs them is left out.
  for (const seed of seeds.filter(({ needs = [] }) => !needs.includes('funding'))) {
    test(`give ${seed.name} the same outcome`, async () => {
      expect(market.map(({ close }) => close.length)).toEqual([3_624, 3_624, 3_624])
      const strategy = drawStrategy([seed], market, chance)
      const found = await expectSameOutcome(strategy, market, instruments, { warming: seed.learner ? 0.8 : 0.55 })
      trades.push(found.trades.length)
      outcomes.push(found)
    })
  }

  test('give funding-carry the same outcome on funding that was paid', async () => {
    const paid = await realMarket(1_400)
    const market = (paid ?? []).filter(({ symbol }) => symbols.includes(symbol))
    const carry = seeds.filter(({ name }) => name === 'funding-carry')
    const drawn = drawStrategy(carry, market, chance)
    // With a threshold of zero, every side that receives funding is held: rates are rarely high within one month.
    const strategy = { ...drawn, seeds: drawn.seeds.map(one => ({ ...one, genes: { ...one.genes, threshold: 0 } })) }
    const found = await expectSameOutcome(strategy, market, instruments, { warming: 0.4 })
    expect(found.trades.length).toBeGreaterThan(10)
  })

  test('trade for nearly all seeds', () => {
    // A formula drawn at random may never be true.
    expect(trades.filter(count => count > 10).length).toBeGreaterThanOrEqual(trades.length - 3)
  })

  test('use every reason to enter and exit except liquidation', () => {
    expect([...reasonsOf(outcomes)].sort()).toEqual([
      'enter',
      'exit',
      'rebalance',
      'stop',
      'target',
      'time',
      'trailing',
    ])
  })
})

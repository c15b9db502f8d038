import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { backtest } from '../backtest/backtest.ts'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import type { Instruments } from '../market/account.ts'
import type { Bars } from '../market/bars.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import { syntheticInstrument } from '../market/instruments.ts'
import { epochMs, hour } from '../market/units.ts'
import { integer, type Random, random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import { seeds } from '../seeds/index.ts'
import type { Seed } from '../seeds/seed.ts'
import type { Exits, Strategy } from '../strategy/strategy.ts'
import { rehearse } from './rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-keystone-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Limits that refuse nothing: what the backtest does not know of must not stop the runtime here. */
const noLimits = {
  maxPosition: 1e6,
  maxGross: 1e6,
  maxOrderUsd: 1e12,
  maxOrdersPerDay: 1e9,
  maxDrawdown: 1,
  maxDailyLoss: 1,
  maxPriceAge: 1e6,
}

function strategyOf(seed: Seed, universe: readonly string[], chance: Random): Strategy {
  const maybe = (value: number) => (chance() < 0.6 ? value : undefined)
  const exits = {
    stop: maybe(0.01 + 0.05 * chance()),
    trailing: maybe(0.01 + 0.06 * chance()),
    target: maybe(0.01 + 0.1 * chance()),
    time: maybe(integer(chance, 3, 80)),
  }
  return {
    name: 'keystone',
    stage: 'candidate',
    synthetic: true,
    universe,
    interval: hour,
    seeds: [{ name: seed.name, weight: 1, genes: drawGenes(seed.genes, chance) }],
    sizing: { fraction: 0.1 + 1.5 * chance(), leverage: integer(chance, 1, 10), rebalance: 0.1 },
    exits: Object.fromEntries(Object.entries(exits).filter(([, value]) => value !== undefined)) as Exits,
    risk: noLimits,
    costs: hyperliquidCosts,
    approvals: [],
  }
}

async function expectSameTrades(
  strategy: Strategy,
  market: readonly Bars[],
  instruments: Instruments,
  cash: number,
  run: string,
) {
  const rows = market[0].openTime.length
  const from = epochMs(market[0].openTime[Math.floor(rows / 2)])
  const to = epochMs(market[0].openTime[rows - 1])
  const world = { cash, costs: strategy.costs, instruments, from, to }
  const expected = backtest(strategy, market, world, plain)
  const { outcome } = await rehearse({ strategy, market, ...world, journal: join(folder, `${run}.jsonl`), run })
  expect(outcome.executions).toEqual(expected.executions)
  expect(outcome.trades).toEqual(expected.trades)
  expect(outcome.equity).toEqual(expected.equity)
  expect(outcome.paid).toEqual(expected.paid)
  expect(outcome.refused).toEqual(expected.refused)
  return expected
}

describe('the same bars through backtest and through runtime and embedded exchange give the same trades', () => {
  const symbols = ['SYN-A', 'SYN-B', 'SYN-C']
  const instruments = new Map(symbols.map(symbol => [symbol, syntheticInstrument(symbol)]))
  const market = syntheticMarket({ seed: 21, symbols, bars: 4_000, edge: 0.05, gaps: 0.01 })
  for (const seed of seeds) {
    test(`${seed.name} on a synthetic market`, async () => {
      const chance = random(5)
      let trades = 0
      for (let k = 0; k < 6; k++) {
        const outcome = await expectSameTrades(
          strategyOf(seed, symbols, chance),
          market,
          instruments,
          10_000,
          `${seed.name}-${k}`,
        )
        trades += outcome.trades.length
      }
      expect(trades).toBeGreaterThan(20)
    })
  }
})

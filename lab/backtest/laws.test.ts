import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import { hyperliquidCosts, stressed } from '../market/fees.ts'
import { epochMs } from '../market/units.ts'
import { drawStrategy } from '../paper/contract.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import { syntheticInstruments } from '../testing/crafted.ts'
import { backtest } from './backtest.ts'

const symbols = ['SYN-A', 'SYN-B']
const instruments = syntheticInstruments(symbols)
const market = syntheticMarket({ seed: 4, symbols, bars: 3_000, edge: 0.05, gaps: 0.005 })
const [from, to] = [epochMs(market[0].openTime[1_500]), epochMs(market[0].openTime[market[0].openTime.length - 1])]

/** Any seed, any exits, any size, on the market or another one. */
const anyStrategy = fc
  .tuple(fc.constantFrom(...seeds), fc.integer())
  .map(([seed, n]) => drawStrategy([seed], market, random(n)))
const walk = (strategy: ReturnType<typeof drawStrategy>, bars: readonly Bars[] = market, costs = hyperliquidCosts) =>
  backtest(strategy, bars, { cash: 10_000, costs, instruments, from, to }, plain)

const holds = (law: (strategy: ReturnType<typeof drawStrategy>) => void) =>
  fc.assert(fc.property(anyStrategy, law), { numRuns: 40 })

describe('whatever is traded', () => {
  test('every dollar is accounted for: gross less costs is net, and net is what the wallet gained', () => {
    holds(strategy => {
      const { trades, paid, equity, executions } = walk(strategy)
      const sum = (pick: (trade: (typeof trades)[number]) => number) =>
        trades.reduce((total, trade) => total + pick(trade), 0)
      const left = sum(t => t.grossUsd) - sum(t => t.feesUsd) - sum(t => t.slippageUsd) - sum(t => t.fundingUsd)
      expect(sum(t => t.netUsd)).toBeCloseTo(left, 6)

      // From the executions alone, independent of account and ledger: cash flows and what is still held at the last close.
      let [cash, held] = [10_000, new Map<string, number>()]
      for (const { symbol, size, price, fee } of executions) {
        cash -= size * price + fee
        held = held.set(symbol, (held.get(symbol) ?? 0) + size)
      }
      let worth = cash - paid.fundingUsd - paid.takeoverUsd
      for (const bars of market) {
        const last = [...bars.openTime].findLastIndex(t => t < to)
        worth += (held.get(bars.symbol) ?? 0) * bars.close[last]
      }
      expect(equity[equity.length - 1]).toBeCloseTo(worth, 5)
    })
  })

  test('nothing that comes later changes what was done before', () => {
    fc.assert(
      fc.property(anyStrategy, fc.integer({ min: 1_600, max: 2_900 }), (strategy, row) => {
        const until = market[0].openTime[row]
        const bent = market.map(bars => {
          const other = (x: number, i: number) => (bars.openTime[i] < until ? x : x * 1.7)
          const column = (values: Bars['close']) => Float64Array.from(values, other)
          return {
            ...bars,
            open: column(bars.open),
            high: column(bars.high),
            low: column(bars.low),
            close: column(bars.close),
          }
        })
        const fillsBefore = ({ executions }: ReturnType<typeof walk>) => executions.filter(({ at }) => at < until)
        expect(fillsBefore(walk(strategy, bent))).toEqual(fillsBefore(walk(strategy)))
      }),
      { numRuns: 30 },
    )
  })

  test('the same question has the same answer', () =>
    holds(strategy => {
      expect(walk(strategy)).toEqual(walk(strategy))
    }))

  test('what is filled is on the lot and on the tick, and slips against us', () => {
    holds(strategy => {
      for (const { size, price, reference, reason } of walk(strategy).executions) {
        expect(Math.abs(size * 1_000 - Math.round(size * 1_000))).toBeLessThan(1e-6)
        expect(Number(price.toPrecision(5))).toBe(price)
        if (reason !== 'target') expect(Math.sign(size) * (price - reference)).toBeGreaterThan(0)
      }
    })
  })

  test('a position is opened, changed and closed, never closed before it is open', () => {
    holds(strategy => {
      for (const { openedAt, closedAt, size } of walk(strategy).trades) {
        expect(closedAt).toBeGreaterThanOrEqual(openedAt)
        expect(size).toBeGreaterThan(0)
      }
    })
  })
})

test('doubled costs are double: fees, slippage and the assumed funding of the very same fills', () => {
  const unknown = market.map(({ funding: _, ...rest }) => rest)
  const strategy = {
    ...drawStrategy([seeds[0]], market, random(2)),
    exits: {},
    sizing: { fraction: 0.01, leverage: 3, rebalance: 0.1 },
  }
  const [once, twice] = [1, 2].map(factor => walk(strategy, unknown, stressed(hyperliquidCosts, factor)).paid)
  // Sizes follow equity, which follows costs: at a hundredth of the wallet that is nothing.
  expect(twice.feesUsd / once.feesUsd).toBeCloseTo(2, 2)
  expect(twice.assumedFundingUsd / once.assumedFundingUsd).toBeCloseTo(2, 2)
})

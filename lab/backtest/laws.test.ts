import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { createMemo, memoised, plain } from '../indicators/memo.ts'
import { type Bars, rowAt, slice } from '../market/bars.ts'
import { stressed } from '../market/fees.ts'
import type { Instrument } from '../market/instrument.ts'
import type { Execution } from '../market/order.ts'
import type { Outcome } from '../market/outcome.ts'
import { epochMs } from '../market/units.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import type { Seed } from '../seeds/seed.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { syntheticInstruments } from '../testing/crafted.ts'
import { drawStrategy } from '../testing/drawn.ts'
import { backtest } from './backtest.ts'

const symbols = ['SYN-A', 'SYN-B']
const instruments = syntheticInstruments(symbols)
const markets = [1, 2, 3].map(seed => syntheticMarket({ seed, symbols, bars: 2_600, edge: 0.05, gaps: 0.02 }))
const indicators = memoised(createMemo(64 * 2 ** 20))

interface Case {
  readonly seed: Seed
  readonly market: readonly Bars[]
  readonly number: number
  readonly reckless: boolean
}
/** Any strategy on any of the markets; sometimes with extreme leverage. */
const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.constantFrom(...seeds),
  market: fc.constantFrom(...markets),
  number: fc.integer(),
  reckless: fc.boolean(),
})
function drawn({ seed, market, number, reckless }: Case): Strategy {
  const strategy = drawStrategy([seed], market, random(number))
  return reckless ? { ...strategy, sizing: { fraction: 9, leverage: 20, rebalance: 0.1 } } : strategy
}

const cash = 10_000
function run(
  strategy: Strategy,
  market: readonly Bars[],
  changes: Partial<Parameters<typeof backtest>[2]> = {},
): Outcome {
  const { openTime } = market[0]
  const world = {
    ...{ cash, costs: strategy.costs, instruments },
    ...{ from: epochMs(openTime[600]), to: epochMs(openTime[openTime.length - 1] + strategy.interval) },
    ...changes,
  }
  return backtest(strategy, market, world, indicators)
}

describe('the ledger', () => {
  test('balances: starting cash, trades, costs and takeovers give the final equity', () => {
    fc.assert(
      fc.property(cases, one => {
        const outcome = run(drawn(one), one.market)
        const { trades, paid, equity, executions } = outcome
        for (const { grossUsd, feesUsd, slippageUsd, fundingUsd, netUsd } of trades) {
          expect(grossUsd - feesUsd - slippageUsd - fundingUsd).toBeCloseTo(netUsd, 6)
        }
        // Cash from executions, positions at the last price.
        const held = heldAtTheEnd(executions)
        let worth = cash - paid.feesUsd - paid.fundingUsd - paid.takeoverUsd
        for (const { size, price } of executions) worth -= size * price
        for (const { symbol, close } of one.market) worth += (held.get(symbol) ?? 0) * close[close.length - 1]
        expect(equity[equity.length - 1]).toBeCloseTo(worth, 5)
        if ([...held.values()].some(size => Math.abs(size) > 1e-9)) return
        const net = trades.reduce((sum, { netUsd }) => sum + netUsd, 0)
        expect(equity[equity.length - 1]).toBeCloseTo(cash + net - paid.takeoverUsd, 5)
      }),
      { numRuns: 60 },
    )
  })

  test('assigns every execution to a trade, and every trade runs from flat to flat', () => {
    fc.assert(
      fc.property(cases, one => {
        const { executions, trades, paid } = run(drawn(one), one.market)
        const fees = executions.reduce((sum, { fee }) => sum + fee, 0)
        expect(fees).toBeCloseTo(paid.feesUsd, 6)
        for (const { openedAt, closedAt } of trades) expect(closedAt).toBeGreaterThanOrEqual(openedAt)
        // For each symbol a trade ends before the next begins.
        for (const symbol of symbols) {
          const mine = trades.filter(trade => trade.symbol === symbol)
          mine.slice(1).forEach((trade, i) => {
            expect(trade.openedAt).toBeGreaterThanOrEqual(mine[i].closedAt)
          })
        }
      }),
      { numRuns: 30 },
    )
  })

  test('never shows negative equity, or a trade after a liquidation', () => {
    let ends = 0
    fc.assert(
      fc.property(cases, one => {
        const { equity, liquidations, executions } = run(drawn({ ...one, reckless: true }), one.market)
        ends += liquidations
        expect(liquidations).toBeLessThanOrEqual(1)
        if (liquidations > 0) expect(executions.at(-1)?.reason).toBe('liquidation')
        expect(Math.min(...equity)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 40 },
    )
    expect(ends).toBeGreaterThan(0)
  })
})

test('later bars do not change earlier results', () => {
  fc.assert(
    fc.property(
      cases,
      fc.integer({ min: 700, max: 2_500 }),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      (one, row, by) => {
        const strategy = drawn(one)
        const whole = run(strategy, one.market)
        const end = epochMs(one.market[0].openTime[row])
        const shown = (outcome: Outcome) => outcome.executions.filter(({ at }) => at < end)
        const corrupted = one.market.map(bars => corruptedFrom(bars, end, by))
        expect(shown(run(strategy, corrupted))).toEqual(shown(whole))
        const cut = one.market.map(bars => slice(bars, 0, rowAt(bars, end)))
        expect(run(strategy, cut, { to: end }).executions).toEqual(shown(whole))
      },
    ),
    { numRuns: 30 },
  )
})

test('cached and recomputed indicators give the same trades', () => {
  fc.assert(
    fc.property(cases, one => {
      const strategy = drawn(one)
      const world = {
        cash,
        costs: strategy.costs,
        instruments,
        from: epochMs(one.market[0].openTime[0]),
        to: epochMs(4e12),
      }
      expect(backtest(strategy, one.market, world, plain)).toEqual(backtest(strategy, one.market, world, indicators))
    }),
    { numRuns: 12 },
  )
})

test('prices, cash and venue amounts times ten give the same trades with ten times the dollars', () => {
  const tenfold = (instrument: Instrument): Instrument => ({
    ...instrument,
    price: { ...instrument.price, decimals: instrument.price.decimals - 1 },
    minNotional: 10 * instrument.minNotional,
    tiers: instrument.tiers.map(({ from, maxLeverage }) => ({ from: 10 * from, maxLeverage })),
  })
  const larger = new Map([...instruments].map(([symbol, instrument]) => [symbol, tenfold(instrument)]))
  fc.assert(
    fc.property(cases, one => {
      const strategy = drawn(one)
      const small = run(strategy, one.market)
      const large = run(
        strategy,
        one.market.map(bars => scaled(bars, 10)),
        { cash: 10 * cash, instruments: larger },
      )
      const fillsOf = ({ executions }: Outcome) => executions.map(({ symbol, at, reason }) => ({ symbol, at, reason }))
      expect(fillsOf(large)).toEqual(fillsOf(small))
      expect(large.equity[large.equity.length - 1] / 10).toBeCloseTo(small.equity[small.equity.length - 1], 0)
    }),
    { numRuns: 30 },
  )
})

test('doubled costs never give a higher final equity without price-based exits', () => {
  // With stops it can: a higher entry price moves the stop and everything after it. An account that can afford few
  // orders can too, since costs then prevent losing trades.
  fc.assert(
    fc.property(cases, one => {
      const [first] = one.market
      const alone = { ...drawStrategy([one.seed], [first], random(one.number)), exits: {} }
      const strategy = { ...alone, sizing: { fraction: 1, leverage: 5, rebalance: 0.1 } }
      const wealth = { cash: 1e6 }
      const cheap = run(strategy, [first], wealth)
      const dear = run(strategy, [first], { ...wealth, costs: stressed(strategy.costs, 2) })
      fc.pre(cheap.liquidations === 0 && dear.liquidations === 0)
      expect(dear.equity[dear.equity.length - 1]).toBeLessThanOrEqual(cheap.equity[cheap.equity.length - 1])
      expect(dear.executions.length).toBe(cheap.executions.length)
    }),
    { numRuns: 40 },
  )
})

function heldAtTheEnd(executions: readonly Execution[]): Map<string, number> {
  const held = new Map<string, number>()
  for (const { symbol, size } of executions) held.set(symbol, (held.get(symbol) ?? 0) + size)
  return held
}

const priced = (bars: Bars, price: (value: number, row: number) => number): Bars => ({
  ...bars,
  open: Float64Array.from(bars.open, price),
  high: Float64Array.from(bars.high, price),
  low: Float64Array.from(bars.low, price),
  close: Float64Array.from(bars.close, price),
})
const corruptedFrom = (bars: Bars, time: number, by: number): Bars =>
  priced(bars, (value, row) => (bars.openTime[row] < time ? value : value * by))
const scaled = (bars: Bars, by: number): Bars => priced(bars, value => value * by)

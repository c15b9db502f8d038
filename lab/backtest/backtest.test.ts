import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import type { Costs } from '../market/fees.ts'
import { epochMs, hour } from '../market/units.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { breakout, craftedBars, newYear, quiet, type Row, syntheticInstruments } from '../testing/crafted.ts'
import { backtest } from './backtest.ts'

// The breakout strategy wants all of the wallet long after a close above 100.5, short after one below 99.5. Its first opinion is that of row
// 31, the first after 31 quiet bars; that is where each story begins. Synthetic instruments have lots of 0.001 and five significant digits.
const free: Costs = { taker: 0, maker: 0, slippage: 0, unknownFunding: 0 }
const up: Row = [100, 102, 100, 102]
const down: Row = [100, 100, 98, 98]
const bought = 98.039 // 10,000 / 102, toward zero to the lot

interface Story extends Partial<Strategy> {
  readonly costs?: Costs
  readonly cash?: number
  readonly funding?: number
  readonly interval?: number
}

function walk(rows: readonly Row[], { cash = 10_000, funding, costs = free, interval = hour, ...changes }: Story = {}) {
  const bars = craftedBars([...quiet(31), ...rows], { interval, ...(funding !== undefined && { funding }) })
  return walkMarket([bars], breakout({ interval, costs, ...changes }), cash)
}

function walkMarket(market: readonly Bars[], strategy: Strategy, cash = 10_000) {
  const instruments = syntheticInstruments(strategy.universe)
  const to = epochMs(Math.max(...market.map(({ openTime }) => openTime[openTime.length - 1])) + 1)
  return backtest(strategy, market, { cash, costs: strategy.costs, instruments, from: newYear, to }, plain)
}

const at = (row: number) => newYear + row * hour
const inside = (row: number) => at(row + 1) - 1

describe('a fill', () => {
  test('comes at the open after the close that decided it, at the price of that open', () => {
    const { executions } = walk([up, [103, 104, 103, 104]])
    expect(executions).toEqual([
      { symbol: 'SYN-A', at: at(32), size: bought, price: 103, reference: 103, fee: 0, reason: 'enter' },
    ])
  })
  test('slips against a buyer upward, to the next tick, and pays the taker fee on what was paid', () => {
    // 103 × 1.0002 = 103.0206 → 103.03; 98.039 × 103.03 × 0.00045 = 4.54543
    const [fill] = walk([up, [103, 104, 103, 104]], { costs: { ...free, taker: 4.5, slippage: 2 } }).executions
    expect(fill).toMatchObject({ price: 103.03, reference: 103 })
    expect(fill.fee).toBeCloseTo(4.5454311765, 9)
  })
  test('slips against a seller downward', () => {
    // 97 × 0.9998 = 96.9806 → 96.980
    const [fill] = walk([down, [97, 97, 96, 96]], { costs: { ...free, slippage: 2 } }).executions
    expect(fill).toMatchObject({ size: -102.04, price: 96.98, reference: 97 })
  })
  test('does not come when the market has no further bar', () => expect(walk([up]).executions).toEqual([]))
  test('waits for the symbol’s next bar when one is missing', () => {
    const rows: Row[] = [...quiet(31), up, [103, 103, 103, 103], [104, 104, 104, 104]]
    const { executions } = walkMarket([craftedBars(rows, { missing: [32] })], breakout({ costs: free }))
    expect(executions[0]).toMatchObject({ at: at(33), price: 104 })
  })
})

describe('funding', () => {
  const held: Row[] = [up, [103, 103, 103, 103], [103, 103, 103, 103], [103, 103, 103, 103]]
  test('is paid by who is long, on the position held at the hour, before the bar’s own trades', () => {
    // Bought at the open of row 32, so charged at the opens of rows 33 and 34: 98.039 × 103 × 0.0001 = 1.0098017
    const { paid } = walk(held, { funding: 0.0001 })
    expect(paid.fundingUsd).toBeCloseTo(2 * 1.0098017, 9)
    expect(paid.assumedFundingUsd).toBe(0)
  })
  test('is received by who is short', () => {
    // 102.04 × 97 × 0.0001 = 0.989788
    const { paid } = walk([down, [97, 97, 97, 97], [97, 97, 97, 97]], { funding: 0.0001 })
    expect(paid.fundingUsd).toBeCloseTo(-0.989788, 9)
  })
  test('is a cost for either side where its rate is not known, and is counted as assumed', () => {
    // 0.125 bps of 98.039 × 103, twice; of 102.04 × 97, once
    const long = walk(held, { costs: { ...free, unknownFunding: 0.125 } }).paid
    const short = walk([down, [97, 97, 97, 97], [97, 97, 97, 97]], { costs: { ...free, unknownFunding: 0.125 } }).paid
    expect(long.fundingUsd).toBeCloseTo(0.252450425, 9)
    expect(short.fundingUsd).toBeCloseTo(0.1237235, 9)
    expect(long.assumedFundingUsd).toBe(long.fundingUsd)
  })
  test('is charged for every hour of a longer bar: three after the entry, then four a bar', () => {
    const { paid } = walk(held, { funding: 0.0001, interval: 4 * hour })
    expect(paid.fundingUsd).toBeCloseTo((3 + 4 + 4) * 1.0098017, 8)
  })
  test('is charged on the hour alone when bars are shorter', () => {
    // Rows 32 to 36 open at 8:00, 8:15, 8:30, 8:45 and 9:00; bought at 8:00, held at 9:00.
    const quarter: Row[] = [up, ...Array.from({ length: 5 }, (): Row => [103, 103, 103, 103])]
    expect(walk(quarter, { funding: 0.0001, interval: hour / 4 }).paid.fundingUsd).toBeCloseTo(1.0098017, 9)
  })
})

describe('a stop', () => {
  const exits = { stop: 0.05 } // 5 % below 103 is 97.85
  test('is filled at its price when the bar reaches it', () => {
    const { executions } = walk([up, [103, 104, 97, 98]], { exits })
    expect(executions[1]).toMatchObject({ at: inside(32), size: -bought, price: 97.85, reason: 'stop' })
  })
  test('is filled at the open when the market gaps through it', () => {
    const { executions } = walk([up, [103, 104, 102, 103], [95, 96, 94, 95]], { exits })
    expect(executions[1]).toMatchObject({ at: inside(33), price: 95, reason: 'stop' })
  })
  test('is not reached by a low above it', () =>
    expect(walk([up, [103, 104, 97.86, 98]], { exits }).executions).toHaveLength(1))
  test('of a short position lies above it', () => {
    // 97 × 1.05 = 101.85
    const { executions } = walk([down, [97, 102, 96, 96]], { exits })
    expect(executions[1]).toMatchObject({ size: 102.04, price: 101.85, reason: 'stop' })
  })
  test('comes before the target when one bar reaches both', () => {
    const { trades } = walk([up, [103, 120, 90, 110]], { exits: { ...exits, target: 0.05 } })
    expect(trades[0].reason).toBe('stop')
  })
  test('slips and pays the taker fee', () => {
    // 97.85 × 0.9998 = 97.83043 → 97.830; fee 98.039 × 97.83 × 0.00045 = 4.31600
    const costs = { ...free, taker: 4.5, slippage: 2 }
    // Bought at 103.03: the stop is 97.8785 → 97.878.
    const [, fill] = walk([up, [103, 104, 97, 98]], { exits, costs }).executions
    expect(fill).toMatchObject({ reference: 97.878, price: 97.858 })
  })
})

describe('a target', () => {
  const exits = { target: 0.05 } // 5 % above 103 is 108.15
  test('that is only touched is not filled', () =>
    expect(walk([up, [103, 108.15, 103, 108]], { exits }).executions).toHaveLength(1))
  test('that is traded through is filled at its price, with the maker fee and without slippage', () => {
    const costs = { ...free, taker: 4.5, maker: 1.5, slippage: 0 }
    const [, fill] = walk([up, [103, 109, 103, 108]], { exits, costs }).executions
    expect(fill).toMatchObject({ price: 108.15, reference: 108.15, reason: 'target' })
    expect(fill.fee).toBeCloseTo(1.5904376775, 9) // 98.039 × 108.15 × 0.00015
  })
})

describe('a trailing stop', () => {
  test('follows the best price of closed bars, not the one that is moving', () => {
    // Entered at 103. Row 32 reaches 120 and falls to 101: the stop is still 10 % below 103. From its close on it is 108.
    const { executions } = walk([up, [103, 120, 101, 118], [118, 118, 107, 110]], { exits: { trailing: 0.1 } })
    expect(executions[1]).toMatchObject({ at: inside(33), price: 108, reason: 'trailing' })
  })
  test('never moves back', () => {
    const { executions } = walk([up, [103, 120, 103, 118], [118, 118, 110, 111], [111, 111, 107, 108]], {
      exits: { trailing: 0.1 },
    })
    expect(executions[1]).toMatchObject({ at: inside(34), price: 108 })
  })
})

describe('leaving', () => {
  const still: Row = [103, 103, 103, 103]
  test('by time happens at the open after the last bar held', () => {
    // Held over the closes of rows 32, 33, 34.
    const { executions } = walk([up, still, still, still, still], { exits: { time: 3 } })
    expect(executions[1]).toMatchObject({ at: at(35), size: -bought, reason: 'time' })
  })
  test('by an exit bars the direction until the seeds want something else', () => {
    const rows: Row[] = [up, [103, 103, 97, 103], ...Array.from({ length: 25 }, () => still)]
    expect(walk(rows, { exits: { stop: 0.05 } }).executions.map(({ reason }) => reason)).toEqual(['enter', 'stop'])
  })
  test('when the seeds no longer want it is an exit', () => {
    // Row 32 breaks out once more. That is believed for twenty bars, rows 32 to 51; the close of row 52 wants nothing.
    const { executions } = walk([up, ...Array.from({ length: 22 }, () => still)])
    expect(executions[1]).toMatchObject({ at: at(53), reason: 'exit' })
  })
  test('for the other side is two orders: close, then open', () => {
    const { executions } = walk([up, [103, 103, 97, 97], [96, 96, 96, 96]])
    expect(executions.map(({ reason, size }) => [reason, Math.sign(size)])).toEqual([
      ['enter', 1],
      ['exit', -1],
      ['enter', -1],
    ])
  })
})

describe('what the venue does not take', () => {
  test('an order below the minimum notional does not exist', () => {
    const { executions, refused } = walk([up, [103, 104, 103, 104]], { cash: 9 })
    expect([executions, refused.size]).toEqual([[], 0])
  })
  test('an order that rounds to no lot does not exist', () => {
    expect(walk([up, [103, 104, 103, 104]], { cash: 0.05 }).executions).toEqual([])
  })
  test('an order without the margin is refused, and asked again at each close', () => {
    const { executions, refused } = walk([up, [103, 104, 103, 104], [104, 104, 104, 104], [104, 104, 104, 104]], {
      sizing: { fraction: 5, leverage: 2, rebalance: 0.1 },
    })
    expect(executions).toEqual([])
    expect([...refused]).toEqual([['not enough margin', 3]])
  })
})

describe('a liquidation', () => {
  // Five times the wallet at leverage 10: 490.196 bought at 103, 50,490.19 USD. Maintenance is half the margin at the tier's 20x: 2.5 %.
  const sizing = { fraction: 5, leverage: 10, rebalance: 0.1 }
  // 10,000 + 490.196 (p − 103) = 490.196 p / 40 → p = (50,490.188 − 10,000) / (490.196 × 0.975) = 84.71780…
  test('happens where equity meets the maintenance margin, and leaves what is left', () => {
    const outcome = walk([up, [103, 103, 80, 90], [90, 90, 90, 90]], { sizing })
    const end = outcome.executions[1]
    expect(end).toMatchObject({ at: inside(32), reason: 'liquidation' })
    expect(end.reference).toBeCloseTo(84.7178, 3)
    expect(outcome.liquidations).toBe(1)
    // 50,490.188 − 490.196 × 84.717 (rounded down to the tick) is lost of 10,000.
    expect(outcome.equity[outcome.equity.length - 1]).toBeCloseTo(10_000 - 490.196 * (103 - 84.717), 6)
  })
  test('does not happen when a stop is nearer', () => {
    const { executions, liquidations } = walk([up, [103, 103, 80, 90]], { sizing, exits: { stop: 0.1 } })
    expect([executions[1].reason, executions[1].price, liquidations]).toEqual(['stop', 92.7, 0])
  })
  test('happens when the stop is further away', () => {
    expect(walk([up, [103, 103, 80, 90]], { sizing, exits: { stop: 0.2 } }).executions[1].reason).toBe('liquidation')
  })
  test('through a gap far below is a backstop that takes the collateral, and nobody owes more', () => {
    const outcome = walk([up, [103, 103, 103, 103], [70, 70, 70, 70], [70, 70, 70, 70]], { sizing })
    expect(outcome.equity[outcome.equity.length - 1]).toBe(0)
    // 10,000 − 490.196 × 33 = −6,176.468, which the venue bears.
    expect(outcome.paid.takeoverUsd).toBeCloseTo(-6_176.468, 6)
  })
})

describe('one wallet for all symbols', () => {
  test('sizes the next order by what the last one lost', () => {
    const a = craftedBars([
      ...quiet(31),
      up,
      [103, 103, 51.5, 51.5],
      [51.5, 51.5, 51.5, 51.5],
      [51.5, 51.5, 51.5, 51.5],
    ])
    const b = craftedBars([...quiet(33), up, [102, 102, 102, 102]], { symbol: 'SYN-B' })
    const strategy = breakout({ universe: ['SYN-A', 'SYN-B'], costs: free, exits: { stop: 0.1 } })
    const fills = walkMarket([a, b], strategy).executions.filter(({ symbol }) => symbol === 'SYN-B')
    // The stop at 92.7 took 98.039 × 10.3 = 1,009.8017; then SYN-A is shorted at 51.5 with what is left, and stays at that price.
    // 8,990.1983 / 102 = 88.139199…
    expect(fills[0]).toMatchObject({ size: 88.139, price: 102 })
  })
})

test('a wallet that never trades keeps what it has', () => {
  const { equity, trades } = walk([[100, 100, 100, 100]])
  expect([new Set(equity), trades]).toEqual([new Set([10_000]), []])
})

test('bars of a symbol that is not there are asked for by name', () => {
  expect(() => walkMarket([craftedBars(quiet(3), { symbol: 'SYN-B' })], breakout())).toThrow(/no bars of SYN-A/)
})

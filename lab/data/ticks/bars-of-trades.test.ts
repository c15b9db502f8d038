import { describe, expect, test } from 'vitest'
import { rowAt } from '../../market/bars.ts'
import { day, type EpochMs, hour, minute, parseTime, second, showTime } from '../../market/units.ts'
import { candles } from '../../testing/candles.ts'
import { sharedFile } from '../../testing/shared.ts'
import { newYear } from '../testing/lake.ts'
import { barsOfTrades, type TapeRange, tapeOf } from './bars-of-trades.ts'
import { exactSum, plainBars } from './testing/plain.ts'
import { csvTapes, nodeTapes, readRows, streamTapes } from './testing/tapes.ts'
import type { Tick } from './testing/trade.ts'

const range: TapeRange = {
  ...{ venue: 'hyperliquid', symbol: 'BTC', intervals: [minute] },
  ...{ from: newYear as EpochMs, to: (newYear + hour) as EpochMs },
}
const rows = (ticks: readonly Pick<Tick, 't' | 'price' | 'size'>[]) =>
  ticks.map(tick => ({ ...tick, t: tick.t as EpochMs }))
const bars = (ticks: readonly Pick<Tick, 't' | 'price' | 'size'>[], changes: Partial<TapeRange> = {}) =>
  barsOfTrades(tapeOf(rows(ticks)), { ...range, ...changes })

describe('bars of a whole tape', () => {
  const at = (offset: number, price = 100) => ({ t: newYear + offset, price, size: 1 })
  test('are those that lie in its range entirely', () => {
    const ticks = [at(-1), at(0), at(3 * minute - 1), at(3 * minute), at(5 * minute)]
    const from = (newYear + 30 * second) as EpochMs
    const to = (newYear + 3 * minute + 30 * second) as EpochMs
    expect(bars(ticks, { from, to, empty: 'skip' }).map(bar => bar.t - newYear)).toEqual([2 * minute])
  })
  test('reach the end of the range without trades, as in the venue’s candles', () => {
    expect(bars([at(0)])).toHaveLength(60)
    expect(bars([], { lastClose: 99 })).toHaveLength(60)
    expect(bars([])).toEqual([])
    expect(bars([at(0)], { empty: 'skip' })).toHaveLength(1)
  })
  test('are refused when its times go back', () => {
    expect(() => bars([at(5), at(7), at(6)])).toThrow(
      `hyperliquid BTC: trade 2: found t ${newYear + 6} after ${newYear + 7}, expected ascending times`,
    )
    expect(() => bars([at(5), { ...at(6), t: Number.NaN }])).toThrow('trade 1: found t NaN')
    expect(() => bars([at(5, Number.NaN)])).toThrow('of 1 for NaN, expected epoch ms and a size and price above 0')
  })
})

const tradesFile = sharedFile('data/hyperliquid/node/official_non_mm_trades.csv')
const liquidations = sharedFile('data/hyperliquid/node/official_liquidations.csv')
const fourHours = sharedFile('data/candles_4h_hyperliquid.parquet')
const whole = { from: parseTime('2023-02-27'), to: parseTime('2023-05-03'), empty: 'skip' } as const

describe("the venue's own file of trades", () => {
  test.skipIf(!tradesFile)('are those of a plain search, and no trade is lost', () => {
    let trades = 0
    for (const [symbol, tape] of csvTapes(String(tradesFile))) {
      const intervals = [minute, hour, day]
      const made = bars(tape, { ...whole, symbol, intervals })
      for (const interval of intervals) {
        const own = made.filter(bar => bar.interval === interval)
        expect(exactSum(own.map(bar => bar.volume))).toBeCloseTo(exactSum(tape.map(tick => tick.size)), 6)
        expect(own.reduce((sum, bar) => sum + Number(bar.trades), 0)).toBe(tape.length)
      }
      const plain = plainBars(tape, hour).map(bar => expect.objectContaining(bar))
      expect(made.filter(bar => bar.interval === hour)).toEqual(plain)
      trades += tape.length
    }
    expect(trades).toBe(35_691)
  })

  test.skipIf(!tradesFile || !liquidations || !fourHours)(
    "makes bars within the venue's candles, but where it took a liquidated position over off the book",
    async () => {
      const liquidated = new Set(readRows(String(liquidations)).map(([time]) => Date.parse(time)))
      let [compared, beyond] = [0, 0]
      const tapes = csvTapes(String(tradesFile))
      for (const symbol of ['ARB', 'AVAX', 'BNB', 'BTC', 'DOGE', 'ETH', 'INJ', 'LTC', 'SOL']) {
        const tape = tapes.get(symbol) ?? []
        const theirs = await candles(String(fourHours), { symbol, interval: 4 * hour, venue: 'hyperliquid' })
        for (const bar of bars(tape, { ...whole, symbol, intervals: [4 * hour] })) {
          const i = rowAt(theirs, bar.t)
          if (theirs.openTime[i] !== bar.t) continue
          compared++
          const outside = tape.filter(
            ({ t, price }) =>
              t >= bar.t && t < bar.t + bar.interval && (price > theirs.high[i] || price < theirs.low[i]),
          )
          expect(outside.length > 0).toBe(bar.high > theirs.high[i] || bar.low < theirs.low[i])
          if (outside.length) beyond++
          for (const { t } of outside) expect(liquidated, `${symbol} ${showTime(t)}`).toContain(t)
        }
      }
      expect([compared, beyond]).toEqual([728, 14])
    },
  )
})

const nodeFile = sharedFile('data/hyperliquid/node/node_trades_sample.jsonl')
test.skipIf(!nodeFile)("a block's trades stay in the node's order within their one moment", () => {
  const to = parseTime('2025-06-24T02:57Z')
  const span = { from: parseTime('2025-06-24T02:56Z'), to, intervals: [minute] }
  const found = [...nodeTapes(String(nodeFile))].flatMap(([symbol, tape]) => bars(tape, { ...span, symbol }))
  expect(found.reduce((sum, bar) => sum + Number(bar.trades), 0)).toBe(25)
  // 36.796 at :36.172, then at :36.952 six of 36.801 and at last 36.791.
  expect(found.find(bar => bar.symbol === '@107')).toMatchObject({
    open: 36.796,
    high: 36.801,
    low: 36.791,
    close: 36.791,
  })
})

const frames = sharedFile('data/hyperliquid/ws/ws_captures.jsonl')
describe.skipIf(!frames)("the stream's trades of one moment", () => {
  const tape = frames ? (streamTapes(frames).get('HYPE') ?? []) : []
  const moment = tape.filter(({ t }) => t === 1_736_682_882_067)
  const oneSecond = { from: 1_736_682_882_000 as EpochMs, to: 1_736_682_883_000 as EpochMs, intervals: [second] }
  test('are in the order in which a buyer paid ever higher prices', () => {
    expect(moment.map(({ price }) => price)).toEqual([21.289, 21.291, 21.292, 21.292])
    expect(bars(tape, oneSecond)[0]).toMatchObject({ open: 21.289, close: 21.294, trades: 6 })
  })
  test('would give another open if ordered by id, because ids are hashes', () => {
    const byId = [...tape].sort((a, b) => a.t - b.t || a.id - b.id)
    expect(bars(byId, oneSecond)[0]).toMatchObject({ open: 21.292, close: 21.294, trades: 6 })
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { type Bars, between } from '../../market/bars.ts'
import { resample } from '../../market/resample.ts'
import { hour, minute, parseTime } from '../../market/units.ts'
import { sharedFile } from '../../testing/shared.ts'
import { importFile } from '../import.ts'
import { readBars } from '../lake/read.ts'
import { withLake } from '../testing/lake.ts'

const intervals = { '1m': minute, '5m': 5 * minute, '15m': 15 * minute, '1h': hour, '4h': 4 * hour } as const
type Name = keyof typeof intervals
const files = (Object.keys(intervals) as Name[]).map(
  name => [name, sharedFile(`data/candles_${name}_hyperliquid.parquet`)] as const,
)
const absent = files.some(([, file]) => !file)

/**
 * Time at which the venue restarted all candles of all symbols: candles open at that time lack the trades before it. It is not an
 * artefact of the download, because a candle that is fetched before its end lacks its end, not its beginning.
 */
const restart = parseTime('2025-04-20T10:50Z')

/** Pairs of intervals with the number of longer bars in both, over 6 symbols (30 for 1h with 4h). */
const pairs = [
  ['1m', '5m', 8_330],
  ['1m', '15m', 2_773],
  ['1m', '1h', 688],
  ['1m', '4h', 170],
  ['5m', '15m', 76_973],
  ['5m', '1h', 19_239],
  ['5m', '4h', 4_807],
  ['15m', '1h', 24_239],
  ['15m', '4h', 6_056],
  ['1h', '4h', 52_679],
] as const

describe.skipIf(absent)("Hyperliquid's candles", () => {
  const market = new Map<Name, ReadonlyMap<string, Bars>>()
  beforeAll(async () => {
    await withLake(async lake => {
      for (const [name, file] of files) {
        const { symbols } = await importFile(lake, String(file), { venue: 'hyperliquid', interval: intervals[name] })
        const key = { venue: 'hyperliquid', interval: intervals[name] }
        const read = symbols.map(async symbol => [symbol, await readBars(lake, { ...key, symbol })] as const)
        market.set(name, new Map(await Promise.all(read)))
      }
    })
  }, 600_000)

  /** The shorter and the longer candles of each symbol that has both. */
  const both = (fine: Name, coarse: Name) =>
    [...(market.get(fine) ?? [])].flatMap(([symbol, small]) => {
      const large = market.get(coarse)?.get(symbol)
      return large ? [{ symbol, small, large }] : []
    })

  // For this reason a bar builder's default is to repeat the last close when there are no trades.
  test.each([
    ['1m', 0],
    ['5m', 95],
    ['15m', 22],
    ['1h', 0],
  ] as const)('of %s have no missing bar; %i are without trades and repeat the last close', (name, expected) => {
    let silent = 0
    for (const { openTime, volume, ...bars } of market.get(name)?.values() ?? []) {
      for (let i = 1; i < openTime.length; i++) {
        if (openTime[i] !== openTime[i - 1] + intervals[name]) expect.fail(`${bars.symbol} lacks ${openTime[i]}`)
        if (volume[i] > 0) continue
        silent++
        expect(prices.map(price => bars[price][i])).toEqual(Array(4).fill(bars.close[i - 1]))
      }
    }
    expect(silent).toBe(expected)
  })

  test.each(pairs)('of %s resample to those of %s, %i bars, except at one restart', (fine, coarse, bars) => {
    const interval = intervals[coarse]
    const restarted = Math.floor(restart / interval) * interval
    const odd = new Map<number, string[]>()
    let rows = 0
    for (const { symbol, small, large } of both(fine, coarse)) {
      const made = resample(small, interval)
      const theirs = inCommon(large, made)
      expect(theirs.openTime.length).toBe(made.openTime.length)
      for (const [i, t] of [...made.openTime].entries()) {
        expect(theirs.openTime[i]).toBe(t)
        if (differs(made, theirs, i)) odd.set(t, [...(odd.get(t) ?? []), symbol])
      }
      rows += made.openTime.length
    }
    expect(rows).toBe(bars)
    // Trading halts (2025-05-25, 06-08, 07-19) are no exception: their bars have no trades.
    expect([...odd.keys()].filter(t => t !== restarted)).toEqual([])
    const begunAnew = fine === '1m' || coarse === '5m' ? undefined : both(fine, coarse).map(({ symbol }) => symbol)
    expect(odd.get(restarted)).toEqual(begunAnew)
  })

  test.each(pairs)('of %s also give those of %s that differ, if resampled from the restart on', (...pair) => {
    const [fine, coarse] = pair
    const interval = intervals[coarse]
    for (const { small, large } of both(fine, coarse)) {
      const made = resample(small, interval)
      const theirs = inCommon(large, made)
      for (const [i, t] of [...made.openTime].entries()) {
        if (!differs(made, theirs, i)) continue
        // A shorter candle that was open at the restart was restarted too.
        const begin = t < restart && restart < t + interval ? restart - (restart % intervals[fine]) : t
        const traded = tradedBar(between(small, begin, t + interval))
        for (const name of prices) expect(traded[name]).toBe(theirs[name][i])
        expect(isSameSum(traded.volume, theirs.volume[i])).toBe(true)
      }
    }
  })
})

const prices = ['open', 'high', 'low', 'close'] as const

const differs = (a: Bars, b: Bars, row: number): boolean =>
  prices.some(name => a[name][row] !== b[name][row]) || !isSameSum(a.volume[row], b.volume[row])

const isSameSum = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * b

const inCommon = (bars: Bars, { openTime }: Bars): Bars => between(bars, openTime[0], openTime[openTime.length - 1] + 1)

/** One bar of all bars with trades. */
function tradedBar(bars: Bars) {
  const rows = Array.from(bars.openTime, (_, i) => i).filter(i => bars.volume[i] > 0)
  return {
    open: bars.open[rows[0]],
    high: Math.max(...rows.map(i => bars.high[i])),
    low: Math.min(...rows.map(i => bars.low[i])),
    close: bars.close[rows[rows.length - 1]],
    volume: rows.reduce((sum, i) => sum + bars.volume[i], 0),
  }
}

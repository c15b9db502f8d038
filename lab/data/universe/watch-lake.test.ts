import { describe, expect, test } from 'vitest'
import { between } from '../../market/bars.ts'
import type { ListingRow } from '../../market/records.ts'
import { day, type EpochMs, hour } from '../../market/units.ts'
import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { writeBars } from '../lake/write.ts'
import { withLake } from '../testing/lake.ts'
import { leverageFrom } from './facts.ts'
import { universes, universesOf, watch } from './history.ts'
import { recordOf } from './record.ts'
import { bars, book, context, march } from './testing/assets.ts'
import { marketSeries, newestCommon, watchLake } from './watch-lake.ts'

const market = { venue: 'test', interval: hour }
const all = ['BTC', 'ETH', 'SOL'].map(symbol => bars(symbol, { from: march - 70 * day, to: march + 5 * day }))
const leverage = { BTC: 40, ETH: 25, SOL: 20 } as Readonly<Record<string, number>>
const times = [march, (march + 2 * day) as EpochMs]
const look = async (lake: Lake) => watchLake(lake, await marketSeries(lake, market), times)

describe('a lake', () => {
  test('of candles alone gives the facts of its bars', async () => {
    await withLake(async lake => {
      await writeBars(lake, all)
      const records = all.map(one => recordOf(one, { maxLeverage: leverage[one.symbol] }))
      expect(await look(lake)).toEqual(records.map(record => watch(record, times)))
      expect(universesOf(await look(lake), times)).toEqual(universes(records, times))
    })
  })

  test('with books and contexts gives measured spreads, of the day before each time and no other', async () => {
    await withLake(async lake => {
      await writeBars(lake, all)
      const wide = { bidPrices: [90], bidSizes: [7], askPrices: [110], askSizes: [7] }
      await append(lake, 'books', [
        book(march - day, { symbol: 'BTC', ...wide }),
        book(march - day + 1, { symbol: 'BTC' }),
        book(march, { symbol: 'BTC' }),
        book(march + 1, { symbol: 'BTC', ...wide }),
        book(march, { symbol: 'ETH', venue: 'other' }),
      ])
      await append(lake, 'asset_contexts', [context(march, { symbol: 'SOL' }), context(march + 1, { symbol: 'ETH' })])
      const [btc, eth, sol] = (await look(lake)).map(({ seen }) => seen.map(one => one?.facts))
      expect(btc[0]?.book).toMatchObject({ snapshots: 2, top5: { bidUsd: 59_915 } })
      expect(btc[0]?.spread).toMatchObject({ from: 'book' })
      expect(btc[0]?.spread?.value).toBeCloseTo(0.001, 12)
      expect(btc[1]).toMatchObject({ book: null, spread: { from: 'estimated' } })
      expect(eth[0]).toMatchObject({ book: null, spread: { from: 'estimated' }, openInterestUsd: null })
      expect(sol[0]).toMatchObject({ spread: { from: 'impact' }, openInterestUsd: 100_000 })
    })
  })

  test('with listings gives the leverage and delisting known by then, and the table’s leverage before that', async () => {
    await withLake(async lake => {
      await writeBars(lake, all)
      const said = (
        t: number,
        symbol: string,
        maxLeverage: number,
        isDelisted = false,
        venue = 'test',
      ): ListingRow => ({
        ...{ venue, symbol, t: t as EpochMs, maxLeverage, sizeDecimals: 2, isDelisted, isOnlyIsolated: false },
      })
      await append(lake, 'listings', [
        ...[said(march - day, 'BTC', 50), said(march, 'BTC', 20), said(march + 1, 'BTC', 10)],
        ...[said(march + day, 'ETH', 3, true), said(march, 'SOL', 1, true, 'other')],
      ])
      const seen = (await look(lake)).map(({ seen }) =>
        seen.map(one => one && [one.facts.maxLeverage, leverageFrom(one.facts), one.facts.delisted]),
      )
      expect(seen).toEqual([
        [
          [20, 'venue', false],
          [10, 'venue', false],
        ],
        [
          [25, 'table', null],
          [3, 'venue', true],
        ],
        [
          [20, 'table', null],
          [20, 'table', null],
        ],
      ])
      const [before, after] = universesOf(await look(lake), times)
      expect(before.excluded.filter(({ rule }) => rule === 'delisted')).toEqual([])
      expect(after.excluded.find(({ symbol }) => symbol === 'ETH')?.rule).toBe('delisted')
    })
  })

  test('without that venue or interval is rejected with a list of its series', async () => {
    await withLake(async lake => {
      await writeBars(lake, all)
      await expect(marketSeries(lake, { venue: 'test', interval: day })).rejects.toThrow(
        `no test candles of 1d in the lake at ${lake.root}, which has test 1h (BTC, ETH, SOL)`,
      )
    })
  })

  test('reports each asset when it is done', async () => {
    await withLake(async lake => {
      await writeBars(lake, all)
      const heard: number[] = []
      await watchLake(lake, await marketSeries(lake, market), times, done => heard.push(done))
      expect(heard).toEqual([1, 2, 3])
    })
  })
})

test('the newest common bar is one that half of the assets have, so delisted assets do not hold it back', async () => {
  await withLake(async lake => {
    const [btc, eth, sol] = all
    const newest = async () => newestCommon(await marketSeries(lake, market))
    await writeBars(lake, [between(btc, 0, march)])
    expect(await newest()).toBe(march)
    await writeBars(lake, [eth, between(sol, 0, march + day)])
    expect(await newest()).toBe(march + day)
    await writeBars(lake, [sol])
    expect(await newest()).toBe(march + 5 * day)
  })
})

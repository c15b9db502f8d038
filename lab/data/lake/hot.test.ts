import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import { type EpochMs, hour, minute } from '../../market/units.ts'
import { walk, withLake } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { append, hotSegments } from './hot.ts'
import { readBars } from './read.ts'
import { fingerprintRows, readRows } from './rows.ts'
import { tableNames } from './schema.ts'
import { listSeries } from './series.ts'
import type { Rows, TableName } from './tables.ts'
import { writeBars } from './write.ts'

const start = Date.UTC(2026, 0, 31, 23, 50)
const at = (ms: number): EpochMs => (start + ms) as EpochMs
const of = { venue: 'hyperliquid', symbol: 'BTC' }

const candle = (minutes: number, changes: Partial<CandleRow> = {}): CandleRow => ({
  ...{ ...of, interval: minute, t: at(minutes * minute), open: 100, high: 102, low: 99, close: 101, volume: 7 },
  ...{ funding: null, vwap: 100.5, trades: 3 },
  ...changes,
})
const trade = (id: number, changes: Partial<TradeRow> = {}): TradeRow => ({
  ...{ ...of, t: at(id), id, sequence: null, side: 'buy', price: 100 + id, size: 0.5 },
  ...changes,
})

/** Rows of every table, with every kind of value. */
const examples: { readonly [T in TableName]: readonly Rows[T][] } = {
  candles: [candle(0), candle(1, { funding: 0.0000125, vwap: null, trades: null })],
  trades: [trade(1), trade(2 ** 50, { sequence: 3, side: 'sell', symbol: 'kPEPE' })],
  funding: [{ ...of, t: at(0), rate: -0.0000125, hours: 1, premium: null }],
  asset_contexts: [
    {
      ...{ ...of, t: at(0), funding: 0.0000125, openInterest: 36_295.8, prevDayPrice: 77_759, dayVolumeUsd: 4.49e9 },
      ...{ dayVolumeBase: null, premium: -0.0005, oraclePrice: 80_684.7, markPrice: 80_640, midPrice: 80_639.5 },
      ...{ impactBid: 80_637.2, impactAsk: null },
    },
  ],
  books: [{ ...of, t: at(0), bidPrices: [99, 98.5], bidSizes: [1, 2], askPrices: [], askSizes: [] }],
  sentiment: [{ venue: 'alternative.me', symbol: 'fear-greed', t: at(0), value: 12, knownAt: at(hour) }],
  fills: [
    {
      ...{
        ...of,
        t: at(0),
        account: '0x31ca',
        tradeId: 1_095_884_267_920_331,
        orderId: 535_618_784_464,
        clientId: null,
      },
      ...{ side: 'sell', price: 0.01152, size: 1_052.9, fee: -0.0001, feeToken: 'USDC', closedPnl: 0 },
      ...{ startPosition: -3_695_042.89, isMaker: true },
    },
  ],
  gaps: [{ ...of, t: at(0), to: at(hour), stream: 'trades', reason: 'the connection was down' }],
  listings: [{ ...of, t: at(0), maxLeverage: 40, sizeDecimals: 5, isDelisted: false, isOnlyIsolated: true }],
}

describe.each(tableNames)('%s', name => {
  test('appended rows are read at once, and read the same after compaction, by every way of reading', async () => {
    await withLake(async lake => {
      const rows = examples[name] as readonly Rows[TableName][]
      await append(lake, name, rows)
      const look = async () => ({
        rows: await readRows(lake, name),
        fingerprint: await fingerprintRows(lake, name),
        series: await listSeries(lake, name),
        sql: await lake.database.connected(async () => lake.sql(sqlText(`select * from ${name} order by all`))),
      })
      const hot = await look()
      expect(new Set(hot.rows)).toEqual(new Set(rows))
      expect(await compact(lake)).toEqual([{ table: name, segments: 1, added: rows.length, replaced: 0, unchanged: 0 }])
      expect(await hotSegments(lake.root, name)).toEqual([])
      expect(await look()).toEqual(hot)
      await append(lake, name, rows)
      expect(await look()).toEqual(hot)
      expect(await compact(lake)).toMatchObject([{ added: 0, replaced: 0, unchanged: rows.length }])
      expect(await look()).toEqual(hot)
    })
  })
})

const sqlText = (text: string) => Object.assign([text], { raw: [text] })

test('the newest appended row replaces earlier appends and compacted rows', async () => {
  await withLake(async lake => {
    await append(lake, 'candles', [candle(0, { close: 100 }), candle(1), candle(0, { close: 100.25 })])
    expect((await readRows(lake, 'candles')).map(row => row.close)).toEqual([100.25, 101])
    await append(lake, 'candles', [candle(0, { close: 100.5 })])
    await compact(lake)
    await append(lake, 'candles', [candle(1, { close: 101.5 })])
    await append(lake, 'candles', [candle(1, { close: 101.75 })])
    expect((await readRows(lake, 'candles')).map(row => row.close)).toEqual([100.5, 101.75])
  })
})

test('rows written after an append replace it', async () => {
  await withLake(async lake => {
    const bars = walk('BTC', 5, { venue: 'hyperliquid', interval: minute })
    await append(lake, 'candles', [candle(0, { t: bars.openTime[2] as EpochMs })])
    expect((await readBars(lake, { ...of, interval: minute })).close[0]).toBe(101)
    await writeBars(lake, [bars])
    expect(await hotSegments(lake.root, 'candles')).toEqual([])
    expect([...(await readBars(lake, { ...of, interval: minute })).close]).toEqual([...bars.close])
  })
})

test('a known funding rate is kept, and a known vwap only while the volume is the same', async () => {
  await withLake(async lake => {
    await append(lake, 'candles', [candle(0, { funding: 0.00001 }), candle(1, { funding: 0.00002 })])
    await compact(lake)
    await append(lake, 'candles', [
      candle(0, { funding: null, vwap: null, trades: null }),
      candle(1, { funding: null, vwap: null, trades: null, volume: 8 }),
    ])
    const expected = [
      [0.00001, 100.5, 3],
      [0.00002, null, null],
    ]
    const values = async () =>
      (await readRows(lake, 'candles')).map(row => [row.funding, row.vwap, row.trades] as (number | null)[])
    expect(await values()).toEqual(expected)
    await compact(lake)
    expect(await values()).toEqual(expected)
  })
})

test('real rows cannot be appended to a synthetic series', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 3, { venue: 'hyperliquid', interval: minute, synthetic: true })])
    await expect(append(lake, 'candles', [candle(0)])).rejects.toThrow(
      'candles of hyperliquid BTC: the lake holds synthetic rows; real ones may not be mixed in',
    )
  })
})

test('after any order of appending, compacting and writing, the newest row of each key is read, before and after compaction', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.tuple(fc.nat(12), fc.nat(3)), { minLength: 1, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.constant('compact' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async steps => {
      await withLake(async lake => {
        const expected = new Map<number, TradeRow>()
        for (const one of steps) {
          if (one === 'compact') await compact(lake)
          else {
            const rows = one.map(([id, price]) => trade(id, { price: 100 + price }))
            for (const row of rows) expected.set(row.id, row)
            await append(lake, 'trades', rows)
          }
          const wanted = [...expected.values()].sort((a, b) => a.t - b.t)
          expect(await readRows(lake, 'trades')).toEqual(wanted)
        }
      })
    }),
    { numRuns: 15 },
  )
})

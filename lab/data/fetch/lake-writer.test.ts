import { expect, test } from 'vitest'
import type { BookRow, CandleRow } from '../../market/records.ts'
import { type EpochMs, hour } from '../../market/units.ts'
import { hotSegments } from '../lake/hot.ts'
import { readRows } from '../lake/rows.ts'
import type { GapRow } from '../lake/tables.ts'
import { newYear, withLake } from '../testing/lake.ts'
import { createLakeWriter } from './lake-writer.ts'

const of = { venue: 'hyperliquid', symbol: 'BTC' }
const candle = (i: number, changes: Partial<CandleRow> = {}): CandleRow => ({
  ...{ ...of, interval: hour, t: (newYear + i * hour) as EpochMs, open: 1, high: 2, low: 1, close: 2, volume: 3 },
  ...{ funding: null, vwap: null, trades: 4, ...changes },
})

test('rows are added, replaced or unchanged, depending on the lake', async () => {
  await withLake(async lake => {
    const { write } = createLakeWriter(lake)
    expect(await write('candles', [candle(0), candle(1), candle(2)])).toEqual({ added: 3, replaced: 0, unchanged: 0 })
    const again = [candle(1), candle(2, { close: 1.5 }), candle(3), candle(2, { interval: 2 * hour })]
    expect(await write('candles', again)).toEqual({ added: 2, replaced: 1, unchanged: 1 })
    const rows = await readRows(lake, 'candles', { interval: hour })
    expect(rows.map(({ close }) => close)).toEqual([2, 2, 1.5, 2])
  })
})

test('a known value stays when the newer row has null', async () => {
  await withLake(async lake => {
    const { write } = createLakeWriter(lake)
    await write('candles', [candle(0, { funding: 0.5, vwap: 1.5 })])
    expect(await write('candles', [candle(0)])).toEqual({ added: 0, replaced: 0, unchanged: 1 })
    expect(await hotSegments(lake.root, 'candles')).toHaveLength(1)
  })
})

test('rows of one time are distinguished by symbol and stream, and books by their levels', async () => {
  await withLake(async lake => {
    const { write } = createLakeWriter(lake)
    const t = newYear as EpochMs
    const gap = (stream: string, to: number): GapRow => ({ ...of, stream, t, to: (t + to) as EpochMs, reason: 'down' })
    await write('gaps', [gap('trades', 5), gap('books', 5)])
    expect(await write('gaps', [gap('trades', 5), gap('books', 0)])).toMatchObject({ replaced: 1, unchanged: 1 })
    const book = (symbol: string, size: number): BookRow => ({
      ...{ ...of, symbol, t, bidPrices: [1], bidSizes: [size], askPrices: [2, 3], askSizes: [1, 1] },
    })
    await write('books', [book('BTC', 1), book('ETH', 1)])
    expect(await write('books', [book('BTC', 1), book('ETH', 2)])).toMatchObject({ replaced: 1, unchanged: 1 })
  })
})

test('small files are merged before there are many', async () => {
  await withLake(async lake => {
    const { write, settle } = createLakeWriter(lake)
    for (let i = 0; i < 70; i++) await write('candles', [candle(i)])
    expect((await hotSegments(lake.root, 'candles')).length).toBeLessThan(64)
    await settle()
    expect(await hotSegments(lake.root, 'candles')).toEqual([])
    expect(await readRows(lake, 'candles')).toHaveLength(70)
  })
})

import { describe, expect, test } from 'vitest'
import type { Rows, TableName } from '../../../data/lake/tables.ts'
import { bookReader } from './book.ts'
import { contextReader } from './context.ts'
import { blockReader, fillReader } from './fills.ts'
import { nodeTradeReader } from './node-trade.ts'
import type { Reader } from './reader.ts'
import { bookLines, captured, contextLines, fillLines } from './testing/captured.ts'

const all = () => true
const rowsOf = <T extends TableName>(reader: Reader<T>, lines: readonly string[]): Rows[T][] => [
  ...lines.flatMap(line => reader.line(line)),
  ...reader.rest(),
]
const tape = captured('node/node_trades_sample.jsonl')?.trim().split('\n')
const stream = captured('ws/ws_captures.jsonl')
const frame = captured('nautilus/ws_all_dexs_asset_ctxs.json')
const dust = captured('nautilus/http_user_fills_dust_conversion.json')

describe.skipIf(!tape)('trades that a node wrote', () => {
  const rows = tape ? rowsOf(nodeTradeReader(all), tape) : []

  test('are one row a line, with a negative id each', () => {
    expect(rows).toHaveLength(25)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(25)
    for (const { id } of rows) expect(Number.isSafeInteger(id) && id < 0).toBe(true)
  })

  test('keep price, size and side, and their time to the millisecond', () => {
    expect(rows.at(-1)).toMatchObject({
      ...{ venue: 'hyperliquid', symbol: 'ETH', side: 'sell', price: 2391.9, size: 0.0051 },
      t: Date.parse('2025-06-24T02:56:37.026Z'),
    })
  })

  test('have the same ids in every read, and only requested coins are read', () => {
    const some = rowsOf(
      nodeTradeReader(symbol => symbol === '@107'),
      tape!,
    )
    expect(some).toEqual(rows.filter(({ symbol }) => symbol === '@107'))
    expect(some).toHaveLength(7)
  })

  test('are the same trades from the fills of both sides, line by line or block by block', () => {
    const told = rows.map((row, i) => ({ ...row, id: 1_000 + i }))
    const fills = fillLines(tape!)
    expect(rowsOf(fillReader(all), fills)).toEqual(told)
    const block = JSON.stringify({ block_number: 1, events: fills.map(line => JSON.parse(line)) })
    expect(rowsOf(blockReader(all), [block])).toEqual(told)
  })

  test('are read from the maker alone without a taker, and from the taker without a maker', () => {
    const told = rows.map((row, i) => ({ ...row, id: 1_000 + i }))
    const fills = fillLines(tape!)
    for (const crossed of [true, false]) {
      const half = fills.filter(line => JSON.parse(line)[1].crossed === crossed)
      expect(rowsOf(fillReader(all), half)).toEqual(told)
    }
  })

  test('without a taker, as in a settlement, are skipped and counted', () => {
    const reader = fillReader(all)
    const makers = fillLines(tape!.slice(0, 3)).map(line => line.replace('"crossed":true', '"crossed":false'))
    expect(rowsOf(reader, makers)).toEqual([])
    expect([...reader.skipped]).toEqual([['trades without a taker', 3]])
  })
})

test.skipIf(!dust)('fills of an account are trades, except dust that the venue converted', () => {
  const fills = JSON.parse(dust!).reverse() as { readonly coin: string; readonly crossed: boolean }[]
  const reader = fillReader(all)
  const rows = rowsOf(
    reader,
    fills.map(fill => JSON.stringify(['0x1', fill])),
  )
  expect([...reader.skipped]).toEqual([['fills that are not trades', 1]])
  // A resting order bought, so the taker sold.
  expect(rows.find(({ symbol }) => symbol === 'ARB')).toMatchObject({ side: 'sell', id: 17_679_709_382_320 })
  expect(rows).toHaveLength(fills.length - 1)
})

test.skipIf(!stream)('books are the stream’s messages, including an empty one', () => {
  const rows = rowsOf(bookReader(all), bookLines(stream!))
  expect(rows.map(({ symbol, bidPrices }) => [symbol, bidPrices.length > 0])).toEqual([
    ['HYPE', true],
    ['BTC', true],
    ['MATIC', false],
    ['xyz:AAPL', true],
  ])
  expect(rows[0]).toMatchObject({ venue: 'hyperliquid', t: 1_736_682_893_796 })
  expect(rows[0].bidPrices[0]).toBe(21.277)
})

describe.skipIf(!frame)('contexts', () => {
  const lines = frame ? contextLines(frame, '2025-10-24T20:00:00Z') : []

  test('of markets with a price are read, and those without are skipped and counted', () => {
    const reader = contextReader(all)
    const rows = rowsOf(reader, lines)
    const [first] = JSON.parse(frame!).data.ctxs[0][1]
    expect(rows[0]).toEqual({
      ...{ venue: 'hyperliquid', symbol: 'C0', t: Date.parse('2025-10-24T20:00Z') },
      ...{ funding: Number(first.funding), openInterest: Number(first.openInterest), dayVolumeBase: null },
      ...{ prevDayPrice: Number(first.prevDayPx), dayVolumeUsd: Number(first.dayNtlVlm) },
      ...{ premium: Number(first.premium), oraclePrice: Number(first.oraclePx), markPrice: Number(first.markPx) },
      ...{ midPrice: Number(first.midPx), impactBid: 77_558, impactAsk: 77_559 },
    })
    const passed = [...reader.skipped.values()].reduce((sum, count) => sum + count, 0)
    expect(rows.length + passed).toBe(lines.length - 1)
    expect(rows.length).toBeGreaterThan(150)
    expect(rows.some(({ midPrice }) => midPrice === null)).toBe(true)
  })

  test('are null where a cell is empty, null or a price of 0', () => {
    const [header] = lines
    const reader = contextReader(all)
    const [row] = rowsOf(reader, [header, '2025-10-24 20:00:00.000,A,1.25e-05,1,2,3,null,4,5,,NaN,0.0'])
    expect(row).toMatchObject({ funding: 0.0000125, premium: null, midPrice: null, impactBid: null, impactAsk: null })
  })
})

import { expect, test } from 'vitest'
import { bookReader } from './book.ts'
import { contextReader } from './context.ts'
import { blockReader, fillReader } from './fills.ts'
import { nodeTradeReader } from './node-trade.ts'
import { contextHeader } from './testing/captured.ts'

const all = () => true
const t = 1_786_671_271_762
const user = '0x00000000000000000000000000000000000000ab'

const fill = {
  ...{ coin: '#970', px: '0.4', sz: '30.0', side: 'A', time: t, startPosition: '30.0', dir: 'Sell', closedPnl: '0.0' },
  ...{ hash: '0x0', oid: 7, crossed: true, fee: '0.0', tid: 9, feeToken: 'USDC', twapId: null },
}

// Shapes from captured userFills messages of outcomes: settled alone, with an id of their own, as takers, at 1 or 0.
test('a settlement is not a trade, although it is marked as taken', () => {
  const settled = { ...fill, dir: 'Settlement', tid: 10 }
  const reader = blockReader(all)
  const events = [fill, { ...settled, px: '1.0' }, { ...settled, px: '0.0', tid: 11 }].map(one => [user, one])
  const line = JSON.stringify({ local_time: '2026-08-14T01:34:31.9', block_time: '…', block_number: 1, events })
  expect(reader.line(line)).toMatchObject([{ symbol: '#970', id: 9, side: 'sell', price: 0.4 }])
  expect([...reader.skipped]).toEqual([['fills that are not trades', 2]])
})

test('fills of any year are read, with the least fields and with unknown ones', () => {
  const { coin, px, sz, side, time, crossed, tid } = fill
  const bare = { coin, px, sz, side, time, crossed, tid }
  const rich = { ...fill, builder: user, builderFee: '0.1', deployerFee: null, liquidation: { method: 'backstop' } }
  for (const one of [bare, rich])
    expect(fillReader(all).line(JSON.stringify([user, one]))).toMatchObject([{ id: 9, price: 0.4 }])
  expect(blockReader(all).line('{"block_number":1,"events":[]}')).toEqual([])
})

const frame = (bid: string, ask: string, ver_num = 1) => {
  const [bids, asks] = [bid, ask].map(px => [{ px, sz: '1.0', n: 1 }])
  const raw = { channel: 'l2Book', data: { coin: 'BTC', time: t, levels: [bids, asks] } }
  return JSON.stringify({ time: '2026-08-14T01:34:31.762123456', ver_num, raw })
}

test('a crossed book is skipped and counted, and the others of the file are kept', () => {
  const reader = bookReader(all)
  const lines = [frame('1.0', '2.0'), frame('2.0', '2.0'), frame('1.5', '2.0', 2)]
  expect(lines.flatMap(line => reader.line(line)).map(({ bidPrices }) => bidPrices)).toEqual([[1], [1.5]])
  expect([...reader.skipped]).toEqual([['books that are crossed or out of order', 1]])
  expect(() => reader.line(frame('-1.0', '2.0'))).toThrow('raw.data: levels.0.0.px: expected')
})

const minute = '2023-05-20T02:50:00Z'

test('context columns are found by name, in any order and among others', () => {
  const header = contextHeader.split(',').reverse()
  const cells = [minute, 'BTC', '0.1', '2', '3', '4', '-0.5', '6', '7', '8', '9', '10'].reverse()
  const reader = contextReader(all)
  reader.line(['unheard_of', ...header].join(','))
  expect(reader.line(['x', ...cells].join(','))).toMatchObject([
    { symbol: 'BTC', funding: 0.1, openInterest: 2, premium: -0.5, oraclePrice: 6, impactBid: 9, impactAsk: 10 },
  ])
})

test('contexts may lack optional values, and are skipped when they lack more', () => {
  const reader = contextReader(all)
  reader.line(contextHeader)
  expect(reader.line(`${minute},A,0.1,2,3,4,,6,7,,,`)).toMatchObject([
    { premium: null, midPrice: null, impactBid: null, impactAsk: null, markPrice: 7 },
  ])
  expect(reader.line(`${minute},B,,2,3,4,,6,7,,,`)).toEqual([])
  expect(reader.line(`${minute},C,0.1,2,3,4,,,7,,,`)).toEqual([])
  expect(Object.fromEntries(reader.skipped)).toEqual({ 'without funding': 1, 'without a price': 1 })
  expect(() => reader.line(`${minute},D,x,2,3,4,,6,7,,,`)).toThrow('funding: expected a number, found "x"')
})

test('a trade of a node is read with and without further fields of its parties', () => {
  const parties = [
    { user, oid: 1 },
    { user, oid: 2, start_pos: '0.0', twap_id: null, cloid: null },
  ]
  const trade = { coin: 'BTC', side: 'A', px: '100.5', sz: '0.1', side_info: parties }
  for (const time of ['2025-06-24T02:56:36.172847427', '2025-06-24T02:56:36.172847427Z', '2025-06-24T02:56:36.172'])
    expect(nodeTradeReader(all).line(JSON.stringify({ ...trade, time }))).toMatchObject([
      { t: Date.parse('2025-06-24T02:56:36.172Z'), side: 'sell', price: 100.5 },
    ])
})

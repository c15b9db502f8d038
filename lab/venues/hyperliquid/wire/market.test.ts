import { expect, test } from 'vitest'
import { parseActiveAssetContext } from './asset-context.ts'
import { parseBbo } from './bbo.ts'
import { parseBook } from './book.ts'
import { parseCandle } from './candle.ts'
import { parseMeta, parseMetaAndContexts } from './meta.ts'
import { parseMids } from './mids.ts'
import { orderPhase } from './order-status.ts'
import { parseSpotContexts } from './spot-context.ts'
import { parseTrades } from './trade.ts'

const t = 1_790_000_000_000
const level = (px: string, sz = '1.0') => ({ px, sz, n: 1 })
const book = (bids: object[], asks: object[]) => ({ coin: 'BTC', time: t, levels: [bids, asks] })
const trade = { coin: 'BTC', side: 'B', px: '64900.0', sz: '0.1', time: t, tid: 7, hash: '0x', users: ['0x1', '0x2'] }

test('the side of a trade is the taker’s', () => {
  expect(parseTrades([trade, { ...trade, side: 'A' }]).map(({ side }) => side)).toEqual(['buy', 'sell'])
})

test('a trade holds no address', () => {
  expect(Object.keys(parseTrades([trade])[0]).sort()).toEqual(['id', 'price', 'side', 'size', 'symbol', 't'])
})

test('a refusal names payload, path, what was expected and what was found', () => {
  expect(() => parseTrades([trade, { ...trade, px: 64_900 }])).toThrow(
    'trades: 1.px: expected a decimal text above 0, found 64900',
  )
  const meta = { universe: [{ name: 'BTC', szDecimals: '5', maxLeverage: 40 }] }
  expect(() => parseMeta(meta, 'info meta')).toThrow(
    'info meta: universe.0.szDecimals: expected a whole number of 0 or more, found "5"',
  )
  expect(() => parseBook(null, 'info l2Book XYZ')).toThrow('info l2Book XYZ: expected an object, found null')
  expect(() => parseTrades('x'.repeat(1_000))).toThrow(/found "x{59}…$/)
})

test('a time in seconds is rejected', () => {
  expect(() => parseTrades([{ ...trade, time: t / 1_000 }])).toThrow('0.time: expected a time in epoch milliseconds')
})

test('a side of the book may be empty', () => {
  expect(parseBook(book([], [level('2.0')]))).toMatchObject({ bidPrices: [], askPrices: [2] })
  expect(parseBbo({ coin: 'BTC', time: t, bbo: [null, level('2.0')] })).toMatchObject({ bid: null, ask: { price: 2 } })
})

const books: Readonly<Record<string, [object[], object[], string]>> = {
  'bids that rise': [[level('1.0'), level('1.5')], [level('2.0')], 'levels.0.1.px: expected a price below 1'],
  'asks that fall': [[], [level('2.0'), level('1.9')], 'levels.1.1.px: expected a price above 2'],
  'a level twice': [[level('1.0'), level('1.0')], [], 'levels.0.1.px'],
  'bid and ask that cross': [[level('2.1')], [level('2.0')], 'levels: expected bids below asks'],
  'bid and ask that meet': [[level('2.0')], [level('2.0')], 'levels: expected bids below asks'],
  'a level without size': [[level('2.0', '0.0')], [], 'levels.0.0.sz'],
}
test.each(Object.entries(books))('a book with %s is refused', (_, [bids, asks, message]) => {
  expect(() => parseBook(book(bids, asks))).toThrow(message)
})

test('a book has two sides', () => {
  expect(() => parseBook({ coin: 'BTC', time: t, levels: [[]] })).toThrow('levels: expected bids and asks')
  expect(() => parseBbo({ coin: 'BTC', time: t, bbo: [level('2.0'), level('1.0')] })).toThrow('a bid below the ask')
})

const open = 1_788_490_020_000
const candle = { t: open, T: open + 59_999, s: 'BTC', i: '1m', o: '2.0', c: '3.0', h: '3.5', l: '1.5', v: '0.0', n: 0 }

test('a candle ends where the next one opens', () => {
  expect(parseCandle(candle)).toEqual({
    ...{ symbol: 'BTC', interval: 60_000, t: open, end: open + 60_000, open: 2, high: 3.5, low: 1.5, close: 3 },
    ...{ volume: 0, trades: 0 },
  })
})

test.each([
  ['a high below its close', { h: '2.9' }, 'h: expected at least 3'],
  ['a low above its open', { l: '2.1' }, 'l: expected at most 2'],
  ['another length than its interval', { T: open + 60_000 }, 'T: expected'],
  ['an interval that nobody makes', { i: '7m' }, 'i: expected an interval'],
  ['a minute called a month', { i: '1M' }, 'T: expected a month'],
  ['a negative volume', { v: '-1.0' }, 'v: expected'],
])('a candle with %s is refused', (_, change, message) => {
  expect(() => parseCandle({ ...candle, ...change })).toThrow(message)
})

test('a context with an empty side of the book has neither mid nor impact price', () => {
  const ctx = {
    ...{ funding: '0.0', openInterest: '0.0', prevDayPx: '1.0', dayNtlVlm: '0.0', premium: null, oraclePx: '1.0' },
    ...{ markPx: '1.0', midPx: null, impactPxs: null },
  }
  const context = parseActiveAssetContext({ coin: 'X', ctx })
  expect(context).toMatchObject({
    midPrice: null,
    impactBid: null,
    impactAsk: null,
    dayVolumeBase: null,
    premium: null,
  })
  expect(() => parseActiveAssetContext({ coin: 'X', ctx: { ...ctx, midPx: undefined } })).toThrow('ctx.midPx')
  expect(() => parseActiveAssetContext({ coin: 'X', ctx: { ...ctx, markPx: '0.0' } })).toThrow('ctx.markPx')
  const universe = [
    { name: 'X', szDecimals: 2, maxLeverage: 3 },
    { name: 'Y', szDecimals: 2, maxLeverage: 3 },
  ]
  // Contexts have no names: with one missing, each may belong to another market.
  expect(() => parseMetaAndContexts([{ universe }, [ctx]])).toThrow(
    'metaAndAssetCtxs: 1: expected 2 contexts, found an array of 1',
  )
})

test('a market without a price is left out and does not invalidate the others', () => {
  expect([...parseMids({ BTC: '64900.5', '@9': '0.0' })]).toEqual([['BTC', 64_900.5]])
  expect(() => parseMids({ BTC: '64900.5', '@9': '-1.0' })).toThrow('allMids: @9: expected a decimal text of 0 or more')
  const never = { coin: '@9', prevDayPx: '0.0', dayNtlVlm: '0.0', markPx: '0.0', midPx: null, circulatingSupply: '5.0' }
  expect(parseSpotContexts([never])).toMatchObject([
    { symbol: '@9', markPrice: null, midPrice: null, dayVolumeBase: null },
  ])
})

test('every status word is live, final or unknown', () => {
  const words = {
    live: ['open', 'triggered', 'waitingForFill'],
    filled: ['filled'],
    cancelled: ['canceled', 'scheduledCancel', 'marginCanceled', 'perpMaxPositionCanceled'],
    rejected: ['rejected', 'iocCancelRejected', 'tickRejected'],
    unknown: ['expired', 'Filled', 'partiallyFilled', ''],
  }
  for (const [phase, all] of Object.entries(words)) for (const word of all) expect(orderPhase(word)).toBe(phase)
})

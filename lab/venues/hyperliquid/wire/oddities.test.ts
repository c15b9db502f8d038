import { expect, test } from 'vitest'
import { parseAccount } from './account.ts'
import { parseAccountUpdates } from './account-update.ts'
import { parseActiveAsset } from './active-asset.ts'
import { parseAllDexContexts } from './asset-context.ts'
import { parseCandle } from './candle.ts'
import { parseDexs } from './dexs.ts'
import { parseExchangeStatus } from './exchange-status.ts'
import { parseFills } from './fill.ts'
import { parseFundingRates } from './funding.ts'
import { parseMetaAndContexts } from './meta.ts'
import { parseOrders } from './order.ts'
import { parsePredictedFundings } from './predicted-funding.ts'
import { parseBalances } from './spot-account.ts'
import { parseSpotContexts } from './spot-context.ts'
import { parseUserEvent } from './user-event.ts'

// Payloads that the venue sends rarely and its documentation does not show. Values are made up; the source of a shape
// stands above its test. A shape without a source was never captured but may occur, and one odd row must then not
// invalidate the others.

const t = 1_790_000_000_000
const user = '0x00000000000000000000000000000000000000ab'

// JKorf/HyperLiquid.Net, issue 16: the premium of one funding of hundreds.
test('a premium of NaN is unknown, and a rate of NaN is rejected', () => {
  const funding = { coin: 'X', fundingRate: '0.0000125', premium: 'NaN', time: t }
  expect(parseFundingRates([funding])).toEqual([{ symbol: 'X', t, rate: 0.0000125, premium: null }])
  expect(() => parseFundingRates([{ ...funding, fundingRate: 'NaN' }])).toThrow('0.fundingRate: expected')
})

const margin = { accountValue: '100.0', totalNtlPos: '0.0', totalRawUsd: '100.0', totalMarginUsed: '0.0' }
const held = {
  ...{ coin: 'BTC', szi: '-0.5', entryPx: '60000.0', leverage: { type: 'cross', value: 20 }, maxLeverage: 40 },
  ...{ positionValue: '31000.0', unrealizedPnl: '-1000.0', returnOnEquity: '-0.1', liquidationPx: null },
  ...{ marginUsed: '1550.0', cumFunding: { allTime: '0.0', sinceOpen: '-0.25', sinceChange: '0.0' } },
}
const flat = { ...held, coin: 'ETH', szi: '0.0', entryPx: null, leverage: { type: 'isolated', value: 0 } }
const account = (...positions: readonly object[]) => ({
  ...{ marginSummary: margin, crossMarginSummary: margin, crossMaintenanceMarginUsed: '0.0', withdrawable: '0.0' },
  ...{ assetPositions: positions.map(position => ({ type: 'oneWay', position })), time: t },
})

// hyperliquid-rust-sdk, src/info/sub_structs.rs: `entry_px: Option<String>`.
test('a flat position is left out, although it lacks entry price and leverage', () => {
  expect(parseAccount(account(flat, held)).positions).toMatchObject([{ symbol: 'BTC', size: -0.5, entryPrice: 60_000 }])
  expect(() => parseAccount(account({ ...held, entryPx: null }))).toThrow('assetPositions.0.position.entryPx')
  expect(() => parseAccount(account({ ...flat, szi: null }))).toThrow('assetPositions.0.position.szi')
})

test('a liquidation price below 0 is null', () => {
  const { positions } = parseAccount(account({ ...held, liquidationPx: '-12.5' }))
  expect(positions[0].liquidationPrice).toBeNull()
})

const context = {
  ...{ funding: '0.0', openInterest: '0.0', prevDayPx: '0.0', dayNtlVlm: '0.0', premium: null, oraclePx: '7.0' },
  ...{ markPx: '7.0', midPx: null, impactPxs: null, dayBaseVlm: '0.0' },
}

// For example a market that a third party has listed on its dex and not priced yet.
test.each([
  ['oraclePx', '0.0'],
  ['markPx', '0.0'],
  ['markPx', null],
])('a market without a price (%s %s) does not invalidate the others', (key, value) => {
  const unpriced = { ...context, [key]: value }
  const [{ contexts }] = parseAllDexContexts({ ctxs: [['xyz', [unpriced, context]]] })
  expect(contexts).toMatchObject([null, { markPrice: 7 }])
  const universe = ['xyz:A', 'xyz:B'].map(name => ({ name, szDecimals: 2, maxLeverage: 3 }))
  expect(parseMetaAndContexts([{ universe }, [context, unpriced]]).contexts).toMatchObject([{ oraclePrice: 7 }, null])
  expect(() => parseAllDexContexts({ ctxs: [['xyz', [{ ...context, [key]: 7 }]]] })).toThrow(`ctxs.0.1.0.${key}`)
})

test('a context may lack the impact price of one side', () => {
  const [{ contexts }] = parseAllDexContexts({ ctxs: [['', [{ ...context, impactPxs: [null, '7.5'] }]]] })
  expect(contexts).toMatchObject([{ impactBid: null, impactAsk: 7.5 }])
})

test('a spot pair without a mark price does not invalidate the others', () => {
  const pair = { coin: '#97', prevDayPx: '0.0', dayNtlVlm: '0.0', markPx: null, midPx: null, circulatingSupply: '0.0' }
  expect(parseSpotContexts([pair, { ...pair, markPx: '0.4' }])).toMatchObject([{ markPrice: null }, { markPrice: 0.4 }])
})

// nautilus_trader, test_data/http_spot_clearinghouse_state_outcome.json: outcomes are `#970` or `+8470`.
test('a balance may lack its cost', () => {
  const balances = [
    { coin: '#970', token: 970, total: '100.0', hold: '0.0' },
    { coin: 'USDC', token: 0, total: '-25', hold: '50', entryNtl: '0' },
  ]
  expect(parseBalances({ balances })).toMatchObject([
    { entryNotional: null },
    { total: -25, hold: 50, entryNotional: 0 },
  ])
})

test('a dex may have no full name', () => {
  const dex = { name: 'xyz', fullName: '', deployer: user, oracleUpdater: null }
  expect(parseDexs([null, dex])).toEqual([null, { name: 'xyz', fullName: '', deployer: user }])
})

// From Binance's premiumIndex, which the venue repeats: a symbol that is settled for the last time.
test('a venue that has delisted a symbol predicts no funding for it', () => {
  const last = { fundingRate: '', nextFundingTime: 0, fundingIntervalHours: 8 }
  const other = { fundingRate: '0.0001', nextFundingTime: t }
  expect(
    parsePredictedFundings([
      ['X', [['BinPerp', last]]],
      ['Y', [['HlPerp', other]]],
    ]),
  ).toEqual([{ symbol: 'Y', venue: 'HlPerp', rate: 0.0001, next: t, interval: null }])
  const wrong = (change: object) => () => parsePredictedFundings([['X', [['BinPerp', { ...other, ...change }]]]])
  expect(wrong({ nextFundingTime: 1 })).toThrow(
    '0.1.0.1.nextFundingTime: expected a time in epoch milliseconds, found 1',
  )
  expect(wrong({ fundingRate: '' })).toThrow('0.1.0.1.fundingRate: expected a decimal text, found ""')
})

test('an empty list of special statuses means a normal status', () => {
  expect(parseExchangeStatus({ time: t, specialStatuses: [] }).isSpecial).toBe(false)
  expect(parseExchangeStatus({ time: t, specialStatuses: ['postOnly'] }).isSpecial).toBe(true)
})

test('a user event of several kinds is rejected, since reading one would lose the others', () => {
  expect(() => parseUserEvent({ fills: [], nonUserCancel: [] })).toThrow('user: expected one of fills,')
  expect(parseUserEvent({ fills: [], seq: 5 })).toEqual({ kind: 'fills', fills: [] })
})

// A captured `send` with an empty feeToken.
test('a transfer may have empty names', () => {
  const delta = {
    type: 'send',
    user,
    destination: '',
    sourceDex: '',
    token: '',
    amount: '5.0',
    fee: '0.0',
    feeToken: '',
  }
  expect(parseAccountUpdates([{ time: t, hash: '0x0', delta }])).toMatchObject([
    { user, destination: null, token: null },
  ])
})

test('a transfer of an unknown type is read without its unreadable fields', () => {
  const update = (delta: object) => parseAccountUpdates([{ time: t, hash: '0x0', delta }])
  expect(update({ type: 'unheardOf', usdc: '7.5', amount: 5, token: { index: 0 } })).toMatchObject([
    { type: 'unheardOf', usd: 7.5, amount: null, token: null },
  ])
  expect(() => update({ type: 'deposit', usdc: 7.5 })).toThrow('0.delta.usdc: expected a decimal text, found 7.5')
  expect(() => update({ usdc: '7.5' })).toThrow('0.delta.type: expected text, found nothing')
})

// The venue's documentation of the WebSocket, WsActiveAssetData: without markPx.
test('tradable sizes are read without a mark price too', () => {
  const asset = {
    ...{ user, coin: 'BTC', leverage: { type: 'cross', value: 3 }, maxTradeSzs: ['1.0', '1.0'] },
    availableToTrade: ['5.0', '5.0'],
  }
  expect(parseActiveAsset(asset).markPrice).toBeNull()
})

test('an order may sell at any price, and have no list of children', () => {
  const order = {
    ...{ coin: 'ETH', side: 'A', limitPx: '0.0', sz: '0.0', oid: 5, timestamp: t, origSz: '0.1' },
    ...{ tif: 'LiquidationMarket', cloid: null, reduceOnly: true, children: null },
  }
  expect(parseOrders([order])).toMatchObject([{ limitPrice: 0, timeInForce: 'LiquidationMarket', children: [] }])
})

// From userFills messages in tests of other projects: a bet on an outcome that did not happen is settled at 0.
test('an outcome is settled at 1 or at 0', () => {
  const fill = {
    ...{ coin: '#971', px: '0.0', sz: '30.0', side: 'A', time: t, startPosition: '30.0', dir: 'Settlement' },
    ...{ closedPnl: '-15.0', hash: '0x0', oid: 7, crossed: true, fee: '0.0', tid: 9, feeToken: 'USDC', twapId: null },
  }
  expect(parseFills([fill, { ...fill, px: '1.0' }]).map(({ price }) => price)).toEqual([0, 1])
})

const candle = { s: '@107', o: '2.0', c: '3.0', h: '3.5', l: '1.5', v: '0.0', n: 0 }
const month = (from: number, to: number) => ({ ...candle, i: '1M', t: from, T: to - 1 })

test('a candle of a month is as long as its month', () => {
  const [january, february, march] = [Date.UTC(2027, 0), Date.UTC(2027, 1), Date.UTC(2027, 2)]
  expect(parseCandle(month(february, march))).toMatchObject({ interval: 28 * 86_400_000, t: february, end: march })
  expect(parseCandle(month(january, february))).toMatchObject({ end: february })
  expect(() => parseCandle(month(january, march))).toThrow(`T: expected a month after ${january}`)
})

// rainbow-me/rainbow, pull request 6920: weeks from Thursday, midnight UTC, on.
test('a candle of a week opens on a Thursday', () => {
  const thursday = Date.UTC(2025, 9, 30)
  const week = { ...candle, i: '1w', t: thursday, T: thursday + 7 * 86_400_000 - 1 }
  expect(parseCandle(week)).toMatchObject({ t: thursday, interval: 7 * 86_400_000 })
  expect(thursday % (7 * 86_400_000)).toBe(0)
})

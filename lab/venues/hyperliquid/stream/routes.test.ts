import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { epochMs, second } from '../../../market/units.ts'
import { bboFrame, bookFrame, fill, fillsFrame, orderUpdateFrame, start, tradesFrame } from '../testing/frames.ts'
import { rig } from '../testing/rig.ts'
import { kinds } from './kinds.ts'
import { routeInFrame } from './locate.ts'
import { parseFrame } from './parse-frame.ts'
import type { Subscription, SubscriptionOf, SubscriptionType } from './subscription.ts'
import { routeOf, subscriptionKey } from './subscription-key.ts'

/** As a caller writes it; the venue answers in lower case. */
const user = `0x${'Ab'.repeat(20)}`
const lower = user.toLowerCase()
const dex = 'xyz'
const coin = 'xyz:AAPL'

const context = {
  ...{ funding: '0.0000125', openInterest: '5.5', prevDayPx: '99.0', dayNtlVlm: '1000.5', premium: '-0.0005' },
  ...{ oraclePx: '100.0', markPx: '100.1', midPx: '100.2', impactPxs: ['100.1', '100.3'], dayBaseVlm: '10.0' },
}
const spot = { prevDayPx: '1', dayNtlVlm: '5', markPx: '1.5', midPx: null, circulatingSupply: '1000', dayBaseVlm: '4' }
const margin = { accountValue: '10', totalNtlPos: '0', totalRawUsd: '10', totalMarginUsed: '0' }
const account = {
  ...{ marginSummary: margin, crossMarginSummary: margin, crossMaintenanceMarginUsed: '0', withdrawable: '10' },
  ...{ assetPositions: [], time: start },
}
const twap = {
  ...{ coin, user: lower, side: 'A', sz: '2', executedSz: '0', executedNtl: '0', minutes: 5 },
  ...{ randomize: true, reduceOnly: false, timestamp: start },
}
const state = { user: lower, serverTime: start, isVault: false, agentAddress: null, agentValidUntil: null }
const { order } = orderUpdateFrame(1).data[0]

/**
 * For each type of subscription, an example and a message that belongs to it, in the shapes of the venue's documentation.
 */
const answers: { readonly [T in SubscriptionType]: readonly [SubscriptionOf<T>, ...(readonly object[])] } = {
  allMids: [
    { type: 'allMids', dex },
    { channel: 'allMids', data: { dex, mids: { [coin]: '5' } } },
  ],
  l2Book: [{ type: 'l2Book', coin }, bookFrame(coin, 1)],
  bbo: [{ type: 'bbo', coin }, bboFrame(coin, 1)],
  trades: [{ type: 'trades', coin }, tradesFrame(coin, 1)],
  candle: [
    { type: 'candle', coin, interval: '1m' },
    {
      channel: 'candle',
      data: {
        ...{ t: start - (start % 60_000), T: start - (start % 60_000) + 59_999, s: coin, i: '1m' },
        ...{ o: '1', c: '1', h: '1', l: '1', v: '0', n: 0 },
      },
    },
  ],
  activeAssetCtx: [
    { type: 'activeAssetCtx', coin },
    { channel: 'activeAssetCtx', data: { coin, ctx: context } },
    { channel: 'activeSpotAssetCtx', data: { coin, ctx: spot } },
  ],
  assetCtxs: [
    { type: 'assetCtxs', dex },
    { channel: 'assetCtxs', data: { dex, ctxs: [context] } },
  ],
  allDexsAssetCtxs: [{ type: 'allDexsAssetCtxs' }, { channel: 'allDexsAssetCtxs', data: { ctxs: [['', [context]]] } }],
  spotAssetCtxs: [{ type: 'spotAssetCtxs' }, { channel: 'spotAssetCtxs', data: [{ coin: '@1', ...spot }] }],
  fastAssetCtxs: [
    { type: 'fastAssetCtxs' },
    { channel: 'fastAssetCtxs', data: deflateRawSync('{"BTC":{"markPx":"5"}}').toString('base64') },
  ],
  outcomeMetaUpdates: [
    { type: 'outcomeMetaUpdates' },
    { channel: 'outcomeMetaUpdates', data: [{ questionSettled: 5 }] },
  ],
  activeAssetData: [
    { type: 'activeAssetData', user, coin },
    {
      channel: 'activeAssetData',
      data: {
        ...{ user: lower, coin, leverage: { type: 'cross', value: 20 }, maxTradeSzs: ['1', '1'] },
        ...{ availableToTrade: ['5', '5'], markPx: '100' },
      },
    },
  ],
  orderUpdates: [{ type: 'orderUpdates', user }, orderUpdateFrame(1)],
  userEvents: [
    { type: 'userEvents', user },
    { channel: 'user', data: { fills: [fill(1)] } },
  ],
  userFills: [{ type: 'userFills', user }, fillsFrame(lower, [1])],
  userFundings: [
    { type: 'userFundings', user },
    {
      channel: 'userFundings',
      data: {
        user: lower,
        fundings: [{ time: start, coin, usdc: '-1.5', szi: '2', fundingRate: '0.1', nSamples: null }],
      },
    },
  ],
  userNonFundingLedgerUpdates: [
    { type: 'userNonFundingLedgerUpdates', user },
    {
      channel: 'userNonFundingLedgerUpdates',
      data: {
        user: lower,
        nonFundingLedgerUpdates: [{ time: start, hash: '0x1', delta: { type: 'deposit', usdc: '5' } }],
      },
    },
  ],
  userHistoricalOrders: [
    { type: 'userHistoricalOrders', user },
    {
      channel: 'userHistoricalOrders',
      data: { user: lower, orderHistory: [{ order, status: 'filled', statusTimestamp: start }] },
    },
  ],
  userTwapSliceFills: [
    { type: 'userTwapSliceFills', user },
    { channel: 'userTwapSliceFills', data: { user: lower, twapSliceFills: [{ twapId: 5, fill: fill(2) }] } },
  ],
  userTwapHistory: [
    { type: 'userTwapHistory', user },
    {
      channel: 'userTwapHistory',
      data: { user: lower, history: [{ time: start / 1_000, state: twap, status: { status: 'finished' } }] },
    },
  ],
  twapStates: [
    { type: 'twapStates', user, dex },
    { channel: 'twapStates', data: { dex, user: lower, states: [[5, twap]] } },
  ],
  notification: [
    { type: 'notification', user },
    { channel: 'notification', data: { notification: 'Hello' } },
  ],
  openOrders: [
    { type: 'openOrders', user, dex },
    { channel: 'openOrders', data: { dex, user: lower, orders: [order] } },
  ],
  clearinghouseState: [
    { type: 'clearinghouseState', user },
    { channel: 'clearinghouseState', data: { dex: '', user: lower, clearinghouseState: account } },
  ],
  allDexsClearinghouseState: [
    { type: 'allDexsClearinghouseState', user },
    { channel: 'allDexsClearinghouseState', data: { user: lower, clearinghouseStates: [['xyz', account]] } },
  ],
  spotState: [
    { type: 'spotState', user },
    { channel: 'spotState', data: { user: lower, spotState: { balances: [] } } },
  ],
  webData2: [
    { type: 'webData2', user },
    { channel: 'webData2', data: { ...state, clearinghouseState: account, openOrders: [] } },
  ],
  webData3: [
    { type: 'webData3', user },
    { channel: 'webData3', data: { userState: state, perpDexStates: [] } },
  ],
}
const all = Object.values(answers) as unknown as readonly (readonly [
  Subscription,
  ...{ channel: string; data: unknown }[],
])[]

describe.each(all.map(([subscription, ...frames]) => [subscription.type, subscription, frames] as const))(
  '%s',
  (type, subscription, frames) => {
    test('gets messages on its channels, each with its type and route', () => {
      expect(frames.map(frame => frame.channel)).toEqual(kinds[type].channels)
      for (const frame of frames) {
        expect(parseFrame(JSON.stringify(frame), epochMs(start))).toMatchObject({
          ...{ kind: 'message', type, route: routeOf(subscription) },
        })
      }
    })

    test('is recognised by its route in a rejected message', () => {
      for (const frame of frames) expect(routeInFrame(frame.channel, frame.data)).toBe(routeOf(subscription))
    })
  },
)

test('messages of every subscription reach its own handler, also after a lost connection', async () => {
  const r = await rig()
  const got = new Map<string, number>()
  for (const [subscription] of all) {
    r.stream.subscribe(subscription, message => void got.set(message.type, (got.get(message.type) ?? 0) + 1))
  }
  const send = async () => {
    for (const [subscription, ...frames] of all) r.server.send(subscriptionKey(subscription) as string, ...frames)
    await r.time.advance(0)
  }
  await r.time.advance(0)
  await r.until(() => r.of('subscribed').length === all.length)
  await send()
  r.server.cut()
  await r.until(() => r.of('interrupted').length === all.length)
  await r.time.advance(second)
  await r.until(() => r.of('subscribed').length === 2 * all.length)
  await send()
  await r.until(() => r.of('gap').length === all.length)
  // The trade arrived twice and was handed over once.
  for (const [{ type }, ...frames] of all)
    expect([type, got.get(type)]).toEqual([type, type === 'trades' ? 1 : 2 * frames.length])
  expect(r.of('unreadable')).toEqual([])
  expect(r.stream.counters().connections).toMatchObject([{ unrouted: 0, opened: 2 }])
  await r.close()
})

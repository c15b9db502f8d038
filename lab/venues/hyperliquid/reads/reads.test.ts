import { afterEach, expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { epochMs } from '../../../market/units.ts'
import { ReadFailure } from '../http/failure.ts'
import { InfoTransport } from '../http/transport.ts'
import { documented } from '../testing/documented.ts'
import { type Asked, body, json, serve } from '../testing/http-server.ts'
import { answering } from '../testing/venue.ts'
import { WireError } from '../wire/refusal.ts'
import { createReads } from './reads.ts'

const user = `0x${'1'.repeat(40)}`
const now = epochMs(1_790_000_000_000)
const over = (answer: Parameters<typeof answering>[0]) => {
  const { transport, asked } = answering(answer)
  return { reads: createReads(transport, () => now), asked }
}
const documentedAnswer = (kind: string, nth = 0) => documented.filter(payload => payload.kind === kind)[nth].data

const opened: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function loopback(answer: (asked: Asked) => void) {
  const server = await serve(answer)
  const transport = new InfoTransport({ url: server.url, tries: 1, timeout: 2_000 })
  opened.push(transport, server)
  return { reads: createReads(transport), server }
}

test('over a socket a book comes as a row of the lake', async () => {
  const levels = [[{ px: '1.0', sz: '2.0', n: 1 }], [{ px: '1.5', sz: '3.0', n: 1 }]]
  const { reads, server } = await loopback(asked => json(asked, { coin: 'BTC', time: now, levels }))
  expect(await reads.l2Book('BTC', { digits: 5, step: 2 })).toEqual({
    ...{ venue: 'hyperliquid', symbol: 'BTC', t: now },
    ...{ bidPrices: [1], bidSizes: [2], askPrices: [1.5], askSizes: [3] },
  })
  expect(server.bodies).toEqual([{ type: 'l2Book', coin: 'BTC', nSigFigs: 5, mantissa: 2 }])
})

test('a failed read throws, and so does a malformed answer', async () => {
  const broken = await loopback(asked => body(asked, 200, 'text/html', '<html>'))
  await expect(broken.reads.openOrders(user)).rejects.toThrow(ReadFailure)
  const strange = await loopback(asked => json(asked, null))
  await expect(strange.reads.l2Book('XYZ')).rejects.toThrow('info l2Book XYZ: expected an object, found null')
  await expect(strange.reads.openOrders(user)).rejects.toThrow(WireError)
})

test('an invalid address is not sent', async () => {
  const { reads, asked } = over(() => [])
  await expect(reads.openOrders('0x12')).rejects.toThrow(InputError)
  await expect(reads.openOrders('0x12')).rejects.toThrow(/^info openOrders: [^\n]+$/)
  expect(asked).toEqual([])
})

test('a book of another symbol is rejected', async () => {
  const { reads } = over(() => ({ coin: 'ETH', time: now, levels: [[], []] }))
  await expect(reads.l2Book('BTC')).rejects.toThrow('expected something of BTC, found ETH')
})

test('contexts are rows of listed markets at the time of the answer', async () => {
  const [meta, [context]] = documentedAnswer('metaAndAssetCtxs') as [{ universe: object[] }, object[]]
  const gone = { ...meta.universe[0], name: 'GONE', isDelisted: true }
  const { reads } = over(() => [
    { ...meta, universe: [gone, ...meta.universe] },
    [{ ...context, markPx: '9.0' }, context],
  ])
  const rows = await reads.assetContexts()
  expect(rows.map(({ symbol, markPrice, t }) => [symbol, markPrice, t])).toEqual([['HYPE', 14.3161, now]])
})

test('an order is found by number or client id, or is unknown', async () => {
  const cloid = `0x${'a'.repeat(32)}`
  const { reads, asked } = over(() => documentedAnswer('orderStatus', asked.length > 1 ? 1 : 0))
  expect(await reads.orderStatus(user, 5)).toMatchObject({ phase: 'filled', order: { orderId: 5 } })
  expect(await reads.orderStatus(user, cloid)).toBeUndefined()
  expect(asked).toMatchObject([{ oid: 5 }, { oid: cloid }])
})

test('the client accepts every request', async () => {
  const { reads, asked } = over(() => null)
  const questions: readonly (() => Promise<unknown>)[] = [
    ...[
      () => reads.meta(),
      () => reads.meta('xyz'),
      reads.allPerpMetas,
      reads.perpDexs,
      reads.spotMeta,
      reads.metaAndAssetCtxs,
    ],
    ...[reads.allMids, reads.predictedFundings, reads.exchangeStatus, () => reads.recentTrades('BTC')],
    ...[reads.clearinghouseState, reads.spotClearinghouseState, reads.openOrders, reads.frontendOpenOrders].map(
      read => () => read(user),
    ),
    ...[
      reads.historicalOrders,
      reads.userFills,
      reads.userRateLimit,
      reads.userFees,
      reads.extraAgents,
      reads.userRole,
    ].map(read => () => read(user)),
    ...[() => reads.orderStatus(user, 1), () => reads.activeAssetData(user, 'BTC')],
    ...[reads.userFillsByTime, reads.userFunding, reads.userNonFundingLedgerUpdates].map(
      read => () => read(user, now, now),
    ),
    () => reads.fundingHistory('BTC', now, now),
  ]
  for (const question of questions) await expect(question()).rejects.toThrow(WireError)
  expect(asked.length).toBe(questions.length)
})

test('limits and fees of an account are read', async () => {
  const { reads } = over(({ type }) => documentedAnswer(type))
  expect(await reads.activeAssetData(user, 'APT')).toMatchObject({
    leverage: { mode: 'isolated', times: 3 },
    markPrice: 4.4716,
  })
  expect(await reads.userFees(user)).toMatchObject({ taker: 0.000315, maker: -0.00001 })
  expect(await reads.exchangeStatus()).toEqual({ t: now, isSpecial: false })
  expect(await reads.predictedFundings()).toMatchObject([
    { symbol: 'AVAX', venue: 'BinPerp', rate: 0.0001, interval: 28_800_000 },
    { venue: 'HlPerp', interval: null },
  ])
})

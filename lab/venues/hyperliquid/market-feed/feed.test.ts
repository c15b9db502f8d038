import { afterEach, expect, test } from 'vitest'
import { epochMs, hour, minute } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { processTimers } from '../../../timers.ts'
import { feeds } from '../../feeds.ts'
import { startServer } from '../testing/server.ts'
import type { Request } from '../testing/venue.ts'

const now = epochMs(1_790_000_000_000)
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function feedOf(answer: (request: Request) => unknown) {
  const server = await startServer(async body => ({ body: answer(body as Request) }))
  const feed = feeds.get('hyperliquid')?.open({
    ...{ url: server.infoUrl.replace(/\/info$/, ''), isTestnet: true },
    ...{ clock: () => now, timers: processTimers, random: random(1) },
  })
  if (!feed) throw new Error('no row for hyperliquid')
  opened.push(feed, server)
  return feed
}

const meta = {
  universe: [
    { name: 'BTC', szDecimals: 5, maxLeverage: 40, marginTableId: 40 },
    { name: 'GONE', szDecimals: 0, maxLeverage: 3, marginTableId: 3, isDelisted: true, onlyIsolated: true },
  ],
  marginTables: [],
}

test('listings have the time of the request and include delisted markets', async () => {
  const feed = await feedOf(() => meta)
  const of = { venue: 'hyperliquid', t: now }
  expect(await feed.listings()).toEqual({
    ok: true,
    value: [
      { ...of, symbol: 'BTC', maxLeverage: 40, sizeDecimals: 5, isDelisted: false, isOnlyIsolated: false },
      { ...of, symbol: 'GONE', maxLeverage: 3, sizeDecimals: 0, isDelisted: true, isOnlyIsolated: true },
    ],
  })
  expect(await feed.instruments(['BTC', 'GONE'])).toMatchObject({ ok: false, error: { kind: 'refused' } })
  expect(feed.weightUsed()).toBeGreaterThan(0)
})

test('a range without candles is a missing range, not an empty answer', async () => {
  const feed = await feedOf(() => [])
  const from = epochMs(now - 3 * hour)
  const had = await feed.candles('BTC', minute, from, epochMs(from + hour))
  expect(had).toMatchObject({ ok: true, value: { rows: [], missing: [{ from, to: from + hour }] } })
})

test('every read fails on a malformed answer', async () => {
  const feed = await feedOf(() => 7)
  const [from, to] = [epochMs(now - hour), now]
  const reads = [
    ...[feed.instruments(['BTC']), feed.listings(), feed.contexts(), feed.book('BTC'), feed.recentTrades('BTC')],
    ...[feed.candles('BTC', minute, from, to), feed.funding('BTC', from, to)],
    feed.fills(`0x${'1'.repeat(40)}`, from, to),
  ]
  for (const read of reads) expect(await read).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
})

import { expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { epochMs, hour, minute } from '../../../market/units.ts'
import { answering, candlesOf } from '../testing/venue.ts'
import { createReads } from './reads.ts'

const now = Date.UTC(2026, 10, 20, 12, 0, 30)
const clock = () => epochMs(now)
const at = (ms: number) => epochMs(now - (now % minute) + ms)

function venue(listed = 0, skip?: ReadonlySet<number>, moment = now) {
  const { transport, asked } = answering(request => candlesOf(request, minute, moment, listed, skip))
  return { reads: createReads(transport, clock), asked }
}

test('closed candles come as rows of the lake', async () => {
  const { rows, missing } = await venue().reads.candles('BTC', minute, at(-3 * minute), at(0))
  expect(rows.map(({ t }) => t)).toEqual([at(-3 * minute), at(-2 * minute), at(-minute)])
  expect(rows[0]).toMatchObject({
    ...{ venue: 'hyperliquid', symbol: 'BTC', interval: minute, volume: 1, trades: 2, funding: null, vwap: null },
  })
  expect(Object.keys(rows[0])).not.toContain('end')
  expect(missing).toEqual([])
})

test('the open candle is neither a row nor missing', async () => {
  const { rows, missing } = await venue().reads.candles('BTC', minute, at(-2 * minute), at(hour))
  expect(rows.at(-1)?.t).toBe(at(-minute))
  expect(missing).toEqual([])
})

test('a candle that ended just now is not yet closed: the local clock may be ahead', async () => {
  const { transport } = answering(request => candlesOf(request, minute, now, 0))
  const early = createReads(transport, () => at(4_000))
  expect((await early.candles('BTC', minute, at(-3 * minute), at(0))).rows.at(-1)?.t).toBe(at(-2 * minute))
  const later = createReads(transport, () => at(5_000))
  expect((await later.candles('BTC', minute, at(-3 * minute), at(0))).rows.at(-1)?.t).toBe(at(-minute))
})

test('candles that the venue no longer keeps are missing', async () => {
  const from = at(-6_000 * minute)
  const { rows, missing } = await venue().reads.candles('BTC', minute, from, at(0))
  expect(rows.length).toBe(4_999)
  expect(missing).toEqual([{ from, to: rows[0].t, reason: 'Hyperliquid keeps only the 5000 newest bars' }])
})

test('a range before all kept candles is missing entirely', async () => {
  const [from, to] = [at(-9_000 * minute), at(-8_000 * minute)]
  const { rows, missing } = await venue().reads.candles('BTC', minute, from, to)
  expect(rows).toEqual([])
  expect(missing).toMatchObject([{ from, to }])
})

test('bars from before a listing, and those in a gap, are missing for another reason', async () => {
  const listed = at(-10 * minute)
  const { reads } = venue(listed, new Set([at(-5 * minute), at(-4 * minute), at(-minute)]))
  const { rows, missing } = await reads.candles('NEW', minute, at(-20 * minute), at(hour))
  expect(rows.length).toBe(7)
  expect(missing.map(({ from, to }) => [from, to])).toEqual([
    [at(-20 * minute), listed],
    [at(-5 * minute), at(-3 * minute)],
    [at(-minute), at(0)],
  ])
  for (const { reason } of missing) expect(reason).toMatch(/no bars there/)
})

test('a start inside a bar skips only that bar', async () => {
  const { rows, missing } = await venue().reads.candles('BTC', minute, at(-2 * minute + 1), at(0))
  expect(rows.map(({ t }) => t)).toEqual([at(-minute)])
  expect(missing).toEqual([])
})

test('candles of another symbol or interval are rejected', async () => {
  const other = (change: object) =>
    createReads(
      answering(request => candlesOf(request, minute, now, 0).map(one => ({ ...one, ...change }))).transport,
      clock,
    )
  const ask = (change: object) => other(change).candles('BTC', minute, at(-3 * minute), at(0))
  await expect(ask({ s: 'ETH' })).rejects.toThrow('info candleSnapshot BTC 1m: 0: expected something of BTC, found ETH')
  await expect(ask({ i: '1h' })).rejects.toThrow('info candleSnapshot BTC 1m: 0.T: expected')
})

test('an invalid request is not sent', async () => {
  const { reads, asked } = venue()
  await expect(reads.candles('BTC', 7 * minute, at(-hour), at(0))).rejects.toThrow(InputError)
  await expect(reads.candles('BTC', minute, at(0), at(0))).rejects.toThrow(InputError)
  expect(asked).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochMs, hour, minute } from '../../../market/units.ts'
import { answering, rowsWithin } from '../testing/venue.ts'
import { pages } from './pages.ts'
import { createReads } from './reads.ts'

const start = Date.UTC(2026, 0, 1)
const user = `0x${'AB'.repeat(20)}`
const reads = (answer: Parameters<typeof answering>[0]) => createReads(answering(answer).transport)

const fill = (time: number, tid: number, oid = 1) => ({
  ...{ coin: 'BTC', px: '10.0', sz: '1.0', side: 'B', time, startPosition: '0.0', dir: 'Open Long', closedPnl: '0.0' },
  ...{ hash: '0x', oid, crossed: true, fee: '0.01', tid, feeToken: 'USDC', twapId: null },
})

test('each row is read once, however small the pages and however many rows share a millisecond', async () => {
  // All rows of one millisecond must fit into a page; otherwise paging is impossible.
  const gaps = fc.array(fc.constantFrom(0, 0, 1, 1, 1, 500), { minLength: 1, maxLength: 120 })
  await fc.assert(
    fc.asyncProperty(gaps, fc.integer({ min: 2, max: 40 }), async (gaps, most) => {
      let [time, run] = [start, 0]
      const fills = gaps.map((gap, i) => {
        run = gap === 0 ? run + 1 : 0
        if (run >= most - 1) {
          time += 1
          run = 0
        }
        time += gap
        return fill(time, i, i % 3)
      })
      const page = async (startTime: number, endTime: number) =>
        rowsWithin(fills, { type: 'any', startTime, endTime }, most).map(({ time, tid }) => ({ t: epochMs(time), tid }))
      const rows = await pages('any', epochMs(start), epochMs(time), most, page, ({ tid }) => `${tid}`)
      expect(rows.map(({ tid }) => tid)).toEqual(fills.map(({ tid }) => tid))
    }),
  )
})

test('a fill is a row of the lake with its account in lower case', async () => {
  const one = { ...fill(start, 7, 9), cloid: '0x1', fee: '-0.5', side: 'A', crossed: false }
  const { rows, missing } = await reads(() => [one]).userFillsByTime(user, epochMs(start), epochMs(start + 1))
  expect(rows).toEqual([
    {
      ...{ venue: 'hyperliquid', symbol: 'BTC', t: start, account: user.toLowerCase(), tradeId: 7, orderId: 9 },
      ...{ clientId: '0x1', side: 'sell', price: 10, size: 1, fee: -0.5, feeToken: 'USDC', closedPnl: 0 },
      ...{ startPosition: 0, isMaker: true },
    },
  ])
  expect(missing).toEqual([])
})

test('both sides of a trade with oneself are two fills', async () => {
  const both = [fill(start, 7, 1), fill(start, 7, 2)]
  const { rows } = await reads(() => both).userFillsByTime(user, epochMs(start), epochMs(start + 1))
  expect(rows.length).toBe(2)
})

test('fills that the venue no longer keeps are missing', async () => {
  const fills = Array.from({ length: 10_000 }, (_, i) => fill(start + hour + i, i))
  const { missing } = await reads(request => rowsWithin(fills, request, 2_000)).userFillsByTime(
    user,
    epochMs(start),
    epochMs(start + 2 * hour),
  )
  expect(missing).toEqual([
    { from: start, to: start + hour, reason: 'Hyperliquid keeps only the 10000 newest fills of an account' },
  ])
})

test('a page out of order is rejected, since rows may be missing from it', async () => {
  const fills = [fill(start + 5, 1), fill(start, 2)]
  await expect(reads(() => fills).userFillsByTime(user, epochMs(start), epochMs(start + 9))).rejects.toThrow(
    `info userFillsByTime: 1: expected a time from ${start + 5} on, found ${start}`,
  )
})

const rate = (time: number, coin = 'BTC') => ({ coin, fundingRate: '0.0000125', premium: '0.0003', time })

test('a full page of one millisecond is rejected, since further rows of it cannot be requested', async () => {
  const fills = Array.from({ length: 2_001 }, (_, i) => fill(start, i))
  const answer = reads(request => rowsWithin(fills, request, 2_000)).userFillsByTime(
    user,
    epochMs(start),
    epochMs(start + 9),
  )
  await expect(answer).rejects.toThrow('expected fewer than 2000 in one millisecond, found an array of 2000')
})

test('funding is read up to the last hour and dated on the hour, however late it was paid', async () => {
  const paid = Array.from({ length: 1_234 }, (_, i) =>
    rate(start + i * hour + (i % 5) * 37 + (i === 9 ? 23 * minute : 0)),
  )
  const { transport, asked } = answering(request => rowsWithin(paid, request, 500))
  const rows = await createReads(transport).fundingHistory('BTC', epochMs(start), epochMs(start + 2_000 * hour))
  expect(rows.map(({ t }) => t)).toEqual(paid.map((_, i) => start + i * hour))
  expect(rows[0]).toEqual({ venue: 'hyperliquid', symbol: 'BTC', t: start, rate: 0.0000125, hours: 1, premium: 0.0003 })
  expect(asked.length).toBeLessThanOrEqual(5)
})

test('until 8 June 2023 each funding payment covered eight hours', async () => {
  const last = Date.UTC(2023, 5, 8)
  const paid = [rate(last - 8 * hour + 255), rate(last + 254), rate(last + hour + 10)]
  const rows = await reads(request => rowsWithin(paid, request, 500)).fundingHistory(
    'BTC',
    epochMs(last - hour * 9),
    epochMs(last + 9 * hour),
  )
  expect(rows.map(({ hours }) => hours)).toEqual([8, 8, 1])
})

test('funding of another symbol is rejected', async () => {
  const history = reads(() => [rate(start, 'ETH')]).fundingHistory('BTC', epochMs(start), epochMs(start + hour))
  await expect(history).rejects.toThrow('info fundingHistory BTC: 0: expected something of BTC, found ETH')
})

test('an amount transferred twice by one action is two transfers, also across pages', async () => {
  const move = (time: number, usdc: string) => ({ time, hash: '0xabc', delta: { type: 'vaultDistribution', usdc } })
  const moves = [
    move(start, '1.0'),
    move(start, '1.0'),
    move(start, '1.0'),
    move(start + 1, '1.0'),
    move(start + 1, '2.0'),
  ]
  const updates = await reads(request => rowsWithin(moves, request, 4)).userNonFundingLedgerUpdates(
    user,
    epochMs(start),
    epochMs(start + hour),
  )
  expect(updates.map(({ t, usd }) => [t - start, usd])).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
    [1, 1],
    [1, 2],
  ])
})

test('funding payments of an account are read page by page', async () => {
  const paid = Array.from({ length: 30 }, (_, i) => ({
    ...{ time: start + Math.floor(i / 3) * hour, hash: '0x' },
    delta: { type: 'funding', coin: `C${i % 3}`, usdc: `-${i}.0`, szi: '1.0', fundingRate: '0.1', nSamples: null },
  }))
  const payments = await reads(request => rowsWithin(paid, request, 7)).userFunding(
    user,
    epochMs(start),
    epochMs(start + 99 * hour),
  )
  expect(payments.map(({ usd }) => usd)).toEqual(paid.map(({ delta }) => Number(delta.usdc) + 0))
})

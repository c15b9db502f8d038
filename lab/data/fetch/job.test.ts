import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CandleRow } from '../../market/records.ts'
import { day, type EpochMs, hour } from '../../market/units.ts'
import { append, hotSegments } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { fingerprintRows, readRows } from '../lake/rows.ts'
import type { GapRow } from '../lake/tables.ts'
import { withLake } from '../testing/lake.ts'
import type { FetchOptions } from './options.ts'
import { fetchFrom } from './testing/run.ts'
import { startVenue, type TestVenue } from './testing/venue.ts'

const now = Date.UTC(2026, 10, 20, 12, 0, 30) as EpochMs
const open = now - 30_000
const ago = (hours: number) => (open - hours * hour) as EpochMs
const [down, unpaid] = [ago(50), ago(60)]
const markets = {
  BTC: { listed: ago(6_000), skip: new Set([down, ago(49), unpaid]) },
  NEW: { listed: ago(20) },
  OLD: { listed: ago(300), isDelisted: true },
}

let venue: TestVenue
let moment: number
beforeEach(async () => {
  moment = now
  venue = await startVenue(markets, () => moment)
})
afterEach(() => venue.close())

const fetch = (lake: Lake, changes: Partial<FetchOptions> = {}, at = now) => {
  moment = at
  return fetchFrom(venue.url, lake, at, changes)
}
const timesOf = async (lake: Lake, symbol: string) =>
  (await readRows(lake, 'candles', { symbol, interval: hour })).map(({ t }) => t)
const openGaps = async (lake: Lake) =>
  (await readRows(lake, 'gaps'))
    .filter(({ t, to }) => to > t)
    .map(({ symbol, stream, t, to }) => [symbol, stream, t, to])
const asked = (type: string, coin: string) =>
  venue.asked.filter(one => one.type === type && (one.coin ?? one.req?.coin) === coin)

describe('candles', () => {
  test('of all listed symbols are read as far back as the venue keeps them, and gaps are recorded', async () => {
    await withLake(async lake => {
      const report = await fetch(lake)
      const btc = await timesOf(lake, 'BTC')
      expect(btc).toHaveLength(4_999 - 3)
      expect([btc[0], btc.at(-1)]).toEqual([ago(4_999), ago(1)])
      expect(await timesOf(lake, 'NEW')).toHaveLength(20)
      expect(await timesOf(lake, 'OLD')).toEqual([])
      expect(report.changes).toEqual({ candles: { added: 4_996 + 20, replaced: 0, unchanged: 0 } })
      expect(await openGaps(lake)).toEqual([
        ['BTC', 'candles 1h', unpaid, ago(59)],
        ['BTC', 'candles 1h', down, ago(48)],
      ])
      expect(report.missing.map(({ symbol, from, to }) => [symbol, from, to])).toEqual([
        ['BTC', unpaid, ago(59)],
        ['BTC', down, ago(48)],
      ])
      expect(report).toMatchObject({ failed: [], isInterrupted: false })
      expect(await hotSegments(lake.root, 'candles')).toEqual([])
    })
  })

  test('from before what the venue keeps are missing with a reason, and are not requested again', async () => {
    await withLake(async lake => {
      const changes = { symbols: ['BTC'], from: ago(5_500) }
      const { missing } = await fetch(lake, changes)
      expect(missing[0]).toEqual({
        ...{ what: 'candles', symbol: 'BTC', stream: 'candles 1h', from: ago(5_500), to: ago(4_999) },
        reason: 'Hyperliquid keeps only the 5000 newest bars',
      })
      const questions = venue.asked.length
      const again = await fetch(lake, changes)
      expect(again).toMatchObject({ missing: [], changes: { candles: { added: 0, unchanged: 0 } } })
      expect(venue.asked.length - questions).toBe(1)
    })
  })

  test('continue where the lake ends, and recorded gaps are not requested again', async () => {
    await withLake(async lake => {
      const early = (now - 10 * hour) as EpochMs
      await fetch(lake, { symbols: ['BTC'] }, early)
      const first = venue.asked.length
      const { changes } = await fetch(lake, { symbols: ['BTC'] })
      expect(changes).toEqual({ candles: { added: 10, replaced: 0, unchanged: 0 } })
      const questions = venue.asked.slice(first).filter(({ type }) => type === 'candleSnapshot')
      expect(questions[0].req?.startTime).toBe(ago(10))
    })
  })

  test('that the lake has a gap in are fetched, and the gap is closed', async () => {
    await withLake(async lake => {
      const series = { venue: 'hyperliquid', symbol: 'NEW', interval: hour }
      const row = (hours: number): CandleRow => ({
        ...{ ...series, t: ago(hours), open: 1, high: 1, low: 1, close: 1, volume: 1, funding: null },
        ...{ vwap: null, trades: 1 },
      })
      await append(lake, 'candles', [row(20), row(15), row(14), row(5)])
      const gap = (from: number, to: number, reason: string): GapRow => ({
        ...{ venue: 'hyperliquid', symbol: 'NEW', stream: 'candles 1h', t: ago(from), to: ago(to), reason },
      })
      // One gap that the recorder left to be fetched, over existing rows, and one that the venue cannot fill.
      await append(lake, 'gaps', [gap(16, 14, 'the socket fell; to be fetched'), gap(10, 8, 'Hyperliquid was down')])
      const { changes } = await fetch(lake, { symbols: ['NEW'] })
      expect(await timesOf(lake, 'NEW')).toHaveLength(20)
      expect(changes.candles).toMatchObject({ added: 16 })
      expect(await openGaps(lake)).toEqual([])
    })
  })

  test('of delisted symbols are read when named', async () => {
    await withLake(async lake => {
      const { missing } = await fetch(lake, { symbols: ['OLD'], what: ['candles', 'books', 'contexts'] })
      expect(await timesOf(lake, 'OLD')).toHaveLength(300)
      expect(missing.map(({ what, reason }) => [what, reason])).toEqual([
        ['contexts', 'it is delisted'],
        ['books', 'it is delisted'],
      ])
    })
  })
})

describe('funding', () => {
  test('is read in chunks from the first payment on, and missing payments are recorded', async () => {
    await withLake(async lake => {
      const report = await fetch(lake, { what: ['funding'], symbols: ['BTC', 'NEW'] })
      const rows = await readRows(lake, 'funding', { symbol: 'BTC' })
      expect(rows).toHaveLength(6_001 - 3)
      expect([rows[0].t, rows.at(-1)?.t]).toEqual([ago(6_000), open])
      expect(await readRows(lake, 'funding', { symbol: 'NEW' })).toHaveLength(21)
      expect(report.changes).toEqual({ funding: { added: 5_998 + 21, replaced: 0, unchanged: 0 } })
      expect(await openGaps(lake)).toEqual([
        ['BTC', 'funding', unpaid, ago(59)],
        ['BTC', 'funding', down, ago(48)],
      ])
      const questions = venue.asked.length
      const later = (now + 2 * hour) as EpochMs
      const again = await fetch(lake, { what: ['funding'], symbols: ['BTC', 'NEW'] }, later)
      expect(again).toMatchObject({ missing: [], changes: { funding: { added: 4, unchanged: 0 } } })
      expect(venue.asked.length - questions).toBe(1 + 2)
    })
  })

  test('from before the listing is recorded as missing, and not requested again', async () => {
    await withLake(async lake => {
      const options = { what: ['funding'], symbols: ['NEW'], from: ago(100) } as const
      expect((await fetch(lake, options)).missing).toMatchObject([{ from: ago(100), to: ago(20) }])
      expect((await fetch(lake, options)).missing).toEqual([])
      const early = asked('fundingHistory', 'NEW').filter(question => question.startTime === ago(100))
      expect(early).toHaveLength(1)
    })
  })

  test('without an answer for one chunk stops there, and the next fetch continues', async () => {
    await withLake(async lake => {
      venue.fault = ({ type, startTime }) =>
        type === 'fundingHistory' && (startTime ?? 0) > ago(2_000) ? { status: 400, body: 'no' } : undefined
      const { failed } = await fetch(lake, { what: ['funding'], symbols: ['BTC'] })
      expect(failed).toEqual([
        {
          what: 'funding',
          label: 'funding of BTC',
          error: 'info fundingHistory: no answer after 1 try: HTTP 400, body "no"',
        },
      ])
      const partial = await readRows(lake, 'funding', { symbol: 'BTC' })
      expect(partial.length).toBeGreaterThan(0)
      expect(partial.length).toBeLessThan(4_100)
      venue.fault = () => undefined
      await fetch(lake, { what: ['funding'], symbols: ['BTC'] })
      expect(await readRows(lake, 'funding', { symbol: 'BTC' })).toHaveLength(5_998)
    })
  })
})

describe('a read that fails', () => {
  test('is reported, the rest is fetched, and nothing counts as empty', async () => {
    await withLake(async lake => {
      venue.fault = ({ type, coin, req }) => {
        if (type === 'l2Book' && coin === 'NEW') return { body: null }
        return req?.coin === 'BTC' ? { status: 422, body: 'Failed to deserialize' } : undefined
      }
      const report = await fetch(lake, { what: ['candles', 'books', 'contexts', 'listings'] })
      expect(report.failed.map(({ label }) => label).sort()).toEqual(['book of NEW', 'candles 1h of BTC'])
      expect(report.missing).toEqual([])
      expect(await openGaps(lake)).toEqual([])
      expect(report.changes).toMatchObject({
        ...{ candles: { added: 20 }, books: { added: 1 }, contexts: { added: 2 }, listings: { added: 3 } },
      })
      venue.fault = () => undefined
      expect((await fetch(lake)).changes.candles?.added).toBe(4_996)
    })
  })

  test('of the list of perpetuals leaves the symbols given by name', async () => {
    await withLake(async lake => {
      venue.fault = ({ type }) => (type === 'meta' ? { status: 400, body: '' } : undefined)
      const report = await fetch(lake, { symbols: ['NEW'], what: ['candles', 'listings'] })
      expect(report.failed.map(({ label }) => label)).toEqual(['the list of perpetuals'])
      expect(report.changes).toMatchObject({ candles: { added: 20 }, listings: { added: 0 } })
    })
  })

  test('for too much weight is repeated, and nothing is lost', async () => {
    await withLake(async lake => {
      let refusals = 0
      venue.fault = () => (++refusals % 3 === 1 && refusals < 9 ? { status: 429, body: 'null' } : undefined)
      const report = await fetch(lake, { what: ['candles', 'funding'] })
      expect(report.failed).toEqual([])
      expect(refusals).toBeGreaterThan(8)
      expect(await timesOf(lake, 'BTC')).toHaveLength(4_996)
      expect(await readRows(lake, 'funding')).toHaveLength(5_998 + 21)
    })
  })
})

test('listings hold the venue’s facts of each market at the time of the request', async () => {
  await withLake(async lake => {
    await fetch(lake, { what: ['listings'] })
    const rows = await readRows(lake, 'listings')
    expect(rows.map(({ symbol, t, maxLeverage, isDelisted }) => [symbol, t, maxLeverage, isDelisted])).toEqual([
      ['BTC', now, 10, false],
      ['NEW', now, 11, false],
      ['OLD', now, 12, true],
    ])
  })
})

test('an unknown symbol is rejected, and the lake is unchanged', async () => {
  await withLake(async lake => {
    await expect(fetch(lake, { symbols: ['BTC', 'BTCC'] })).rejects.toThrow(
      'symbols: expected perpetuals of Hyperliquid, found BTCC',
    )
    expect(await readRows(lake, 'listings')).toEqual([])
  })
})

test('stopped after any request, the same fetch continues, and the lake is the same in the end', async () => {
  const what = ['candles', 'funding'] as const
  await withLake(async whole => {
    await fetch(whole, { what, intervals: [hour, day] })
    await withLake(async lake => {
      let stops = 0
      for (let isInterrupted = true; isInterrupted; ) {
        const stop = new AbortController()
        const limit = venue.asked.length + 3 + stops++
        venue.fault = () => {
          if (venue.asked.length >= limit) stop.abort()
          return undefined
        }
        isInterrupted = (await fetch(lake, { what, intervals: [hour, day], signal: stop.signal })).isInterrupted
      }
      expect(stops).toBeGreaterThan(2)
      for (const table of ['candles', 'funding', 'gaps'] as const) {
        expect([table, await fingerprintRows(lake, table)]).toEqual([table, await fingerprintRows(whole, table)])
      }
    })
  })
})

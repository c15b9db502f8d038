import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EpochMs, epochMs, minute, second } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import { withLake } from '../testing/lake.ts'
import type { FetchOptions } from './options.ts'
import { fetchFrom } from './testing/run.ts'
import { startVenue, type TestVenue } from './testing/venue.ts'

const start = Date.UTC(2026, 10, 20, 12) as EpochMs
const symbols = ['BTC', 'ETH', 'SOL', 'kPEPE']
const markets = Object.fromEntries(symbols.map(symbol => [symbol, { listed: start - minute }]))

let venue: TestVenue
let now: number
beforeEach(async () => {
  now = start
  venue = await startVenue(markets, () => now)
})
afterEach(() => venue.close())

/** A clock that moves only by sleeping. */
const watch = (lake: Lake, minutes: number, changes: Partial<FetchOptions> = {}) =>
  fetchFrom(
    venue.url,
    lake,
    start,
    { what: ['books', 'contexts'], clock: () => epochMs(now), ...changes },
    {
      ...{ over: minutes * minute, weightPerMinute: 840 },
      sleep: async ms => {
        now += ms
      },
    },
  )
const count = (type: string, coin?: string) => venue.asked.filter(one => one.type === type && one.coin === coin).length

test('books and contexts are read again whenever they are stale, until the time is over', async () => {
  await withLake(async lake => {
    const report = await watch(lake, 12)
    expect(now).toBe(start + 12 * minute)
    // Every 300 s and every 30 s. The first read is the fetch's own, and reads that fall due within a round happen at
    // its start.
    for (const symbol of symbols) expect(count('l2Book', symbol)).toBe(3)
    expect(count('metaAndAssetCtxs')).toBeGreaterThanOrEqual(24)
    expect(count('metaAndAssetCtxs')).toBeLessThanOrEqual(29)
    expect(report.changes.books).toEqual({ added: 12, replaced: 0, unchanged: 0 })
    expect(await readRows(lake, 'books', { symbol: 'SOL' })).toHaveLength(3)
    expect(report.changes.contexts?.added).toBe((await readRows(lake, 'asset_contexts')).length)
  })
})

test('kinds that were not requested are not read', async () => {
  await withLake(async lake => {
    await watch(lake, 6, { what: ['books'] })
    expect(count('metaAndAssetCtxs')).toBe(0)
    expect(count('l2Book', 'BTC')).toBe(2)
  })
})

test('a failed book is reported and does not delay the others', async () => {
  await withLake(async lake => {
    venue.fault = ({ type, coin }) => (type === 'l2Book' && coin === 'BTC' ? { status: 400, body: '' } : undefined)
    const report = await watch(lake, 6, { what: ['books'] })
    expect(report.failed.map(({ label }) => label)).toEqual(Array(3).fill('book of BTC'))
    expect(await readRows(lake, 'books', { symbol: 'kPEPE' })).toHaveLength(2)
  })
})

test('it ends when aborted', async () => {
  await withLake(async lake => {
    const stop = new AbortController()
    venue.fault = () => {
      if (now > start + 2 * minute) stop.abort()
      return undefined
    }
    const report = await watch(lake, 60, { signal: stop.signal })
    expect(report.isInterrupted).toBe(true)
    expect(now).toBeLessThan(start + 2 * minute + 40 * second)
  })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { day, type EpochMs, hour } from '../../market/units.ts'
import { writeBars } from '../lake/write.ts'
import { withLake } from '../testing/lake.ts'
import { bars, march } from '../universe/testing/assets.ts'
import { byEstimate, estimateScores } from './score-estimates.ts'
import { fetchFrom } from './testing/run.ts'
import { startVenue, type TestVenue } from './testing/venue.ts'

const symbols = ['NEW', 'DOGE', 'BTC']
const market = [
  bars('BTC', { from: march - 70 * day, to: march, usd: 1e8 }),
  bars('DOGE', { from: march - 70 * day, to: march, usd: 1e5 }),
].map(one => ({ ...one, venue: 'hyperliquid' }))

let venue: TestVenue
beforeEach(async () => {
  venue = await startVenue(Object.fromEntries(symbols.map(symbol => [symbol, { listed: march - day }])), () => march)
})
afterEach(() => venue.close())

test('a higher volume gives a higher score, and symbols without data have none', async () => {
  await withLake(async lake => {
    await writeBars(lake, market)
    const estimates = await estimateScores(lake, 'hyperliquid', symbols, march)
    expect([...estimates.keys()].sort()).toEqual(['BTC', 'DOGE'])
    expect(estimates.get('BTC')).toBeGreaterThan(estimates.get('DOGE') as number)
    expect(byEstimate(symbols, estimates)).toEqual(['BTC', 'DOGE', 'NEW'])
  })
})

test('symbols without a score keep their order', () => {
  expect(byEstimate(symbols, new Map())).toEqual(symbols)
})

test('the highest score is fetched first', async () => {
  await withLake(async lake => {
    await writeBars(lake, market)
    await fetchFrom(venue.url, lake, (march + hour) as EpochMs, { what: ['books', 'funding'] })
    const books = venue.asked.filter(({ type }) => type === 'l2Book').map(({ coin }) => coin)
    expect(books).toEqual(['BTC', 'DOGE', 'NEW'])
    expect(venue.asked.filter(({ type }) => type === 'fundingHistory')[0].coin).toBe('BTC')
  })
})

import { expect, test } from 'vitest'
import { between } from '../market/bars.ts'
import { day, epochMs, hour } from '../market/units.ts'
import { writeBars } from './lake/write.ts'
import { type MarketQuery, readMarket } from './read-market.ts'
import { newYear, walk, withLake } from './testing/lake.ts'

const rows = 40 * 24
const asked: MarketQuery = {
  venue: 'test',
  symbols: ['BTC', 'ETH'],
  interval: hour,
  from: epochMs(newYear + 10 * day),
  to: epochMs(newYear + 40 * day),
  lead: 5 * day,
}

const asking = <T>(work: (ask: (changes?: Partial<MarketQuery>) => ReturnType<typeof readMarket>) => Promise<T>) =>
  withLake(async lake => {
    await writeBars(lake, [walk('BTC', rows), walk('ETH', rows, {}, 2)])
    return work((changes = {}) => readMarket(lake, { ...asked, ...changes }))
  })

test('a market is read in the order of its symbols, from the lead to the end', () =>
  asking(async ask => {
    const market = await ask({ symbols: ['ETH', 'BTC'] })
    expect(market.map(({ symbol }) => symbol)).toEqual(['ETH', 'BTC'])
    for (const { openTime } of market) {
      expect(openTime[0]).toBe(newYear + 5 * day)
      expect(openTime[openTime.length - 1]).toBe(newYear + 40 * day - hour)
    }
  }))

test('a lead that the lake has only in part is read in part', () =>
  asking(async ask => {
    const [{ openTime }] = await ask({ lead: 400 * day })
    expect(openTime[0]).toBe(newYear)
  }))

test('a day missing at either end is accepted as an outage; more is refused with the range that exists', () =>
  asking(async ask => {
    expect(await ask({ from: epochMs(newYear - day), to: epochMs(newYear + 41 * day), lead: 0 })).toHaveLength(2)
    const late = ask({ from: epochMs(newYear - day - hour), lead: 0 })
    await expect(late).rejects.toThrow('the lake has 2025-01-01 00:00 to 2025-02-10 00:00, asked for 2024-12-30 23:00')
    await expect(ask({ to: epochMs(newYear + 41 * day + hour) })).rejects.toThrow('to 2025-02-11 01:00')
  }))

test('a symbol listed later is accepted on request, unless it ends too early or no symbol begins in time', () =>
  withLake(async lake => {
    const sol = walk('SOL', rows)
    await writeBars(lake, [walk('BTC', rows), between(sol, newYear + 20 * day, newYear + 40 * day)])
    const ask = (changes: Partial<MarketQuery>) => readMarket(lake, { ...asked, symbols: ['BTC', 'SOL'], ...changes })
    await expect(ask({})).rejects.toThrow(
      'test SOL 1h: the lake has 2025-01-21 00:00 to 2025-02-10 00:00, asked for 2025-01-11 00:00 to 2025-02-10 00:00: leave it out, or',
    )
    const market = await ask({ listedLater: true })
    expect(market.map(({ openTime }) => openTime[0])).toEqual([newYear + 5 * day, newYear + 20 * day])
    await expect(ask({ listedLater: true, to: epochMs(newYear + 42 * day) })).rejects.toThrow('BTC 1h: the lake has')
    await expect(ask({ listedLater: true, symbols: ['SOL'] })).rejects.toThrow(
      'no symbol has bars from 2025-01-11 00:00 on',
    )
  }))

test('missing data is an error, never an empty market', () =>
  asking(async ask => {
    await expect(ask({ symbols: ['BTC', 'SOL'] })).rejects.toThrow('no test SOL 1h in the lake')
    const later = { from: epochMs(newYear + 90 * day), to: epochMs(newYear + 99 * day) }
    await expect(ask(later)).rejects.toThrow('the lake has no bars from 2025-04-01 00:00 to 2025-04-10 00:00')
  }))

import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../testing/shared.ts'
import { hyperliquidInstruments, instrumentFor, syntheticInstrument } from './instruments.ts'
import { addSizes, aggressive, passive, toLot } from './rounding.ts'

const all = [...hyperliquidInstruments.values(), syntheticInstrument('SYN-A')]

describe.each(all.map(found => [found.symbol, found] as const))('%s', (symbol, found) => {
  test('is filed under its own symbol', () => {
    expect(symbol.startsWith('SYN-') ? found : instrumentFor(symbol)).toBe(found)
  })
  test('loses leverage as the position grows, from the first dollar on', () => {
    const { tiers } = found
    expect(tiers[0].from).toBe(0)
    for (let i = 1; i < tiers.length; i++) {
      expect(tiers[i].from).toBeGreaterThan(tiers[i - 1].from)
      expect(tiers[i].maxLeverage).toBeLessThan(tiers[i - 1].maxLeverage)
    }
    for (const { maxLeverage } of tiers) expect(maxLeverage).toBeGreaterThanOrEqual(3)
  })
  test('shares six decimals between price and size', () => {
    expect(found.price).toEqual({ significant: 5, decimals: 6 - found.sizeDecimals })
  })
})

test('a symbol whose facts are not known is refused, and the message says what to do', () => {
  expect(() => instrumentFor('GRT')).toThrow(/^"GRT" is not among .* add its row from the venue's meta/)
  expect(() => instrumentFor('THETA')).toThrow(RangeError)
})

test('a real market is never given the rules of a simulated one', () => {
  expect(() => syntheticInstrument('BTC')).toThrow(RangeError)
  expect(() => instrumentFor('SYN-A')).toThrow(RangeError)
})

describe('a coin that the venue trades by the thousand', () => {
  const coin = instrumentFor('PEPE')
  const thousand = instrumentFor('kPEPE')

  test('has the same lot, counted in coins', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), size => {
        const coins = toLot(size * 1000, coin.sizeDecimals)
        expect(Math.abs(coins % 1000)).toBe(0)
        expect(coins).toBe(toLot(size, thousand.sizeDecimals) * 1000)
      }),
    )
    expect(toLot(12_345, coin.sizeDecimals)).toBe(12_000)
    expect(toLot(999, coin.sizeDecimals)).toBe(0)
    expect(addSizes(7_000, -4_000, coin.sizeDecimals)).toBe(3_000)
  })
  test('has the same tick, counted per coin', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 0.9, noNaN: true }), fc.constantFrom('buy', 'sell'), (price, side) => {
        for (const round of [passive, aggressive]) {
          expect(round(price / 1000, side, coin.price) * 1000).toBeCloseTo(round(price, side, thousand.price), 12)
        }
      }),
    )
  })
})

const candles = sharedFile('data/candles_1h_hyperliquid.parquet')
const binance = sharedFile('data/candles_1h_binance.parquet')
const cassettes = sharedFile('data/hyperliquid/rest/python_sdk_cassettes.json')
const metaSample = sharedFile('data/hyperliquid/nautilus/http_meta_perp_sample.json')

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = (await connection.runAndReadAll(sql)).getRowObjects()
  connection.closeSync()
  instance.closeSync()
  return rows
}

test.skipIf(!candles)(
  'every volume traded on the venue is a whole number of lots, and no coarser lot would do',
  async () => {
    const rows = await query(
      `select symbol, list(volume) as volumes from '${candles}' where volume > 0 group by symbol order by symbol`,
    )
    expect(rows).toHaveLength(30)
    for (const { symbol, volumes } of rows as { symbol: string; volumes: { items: number[] } }[]) {
      const { sizeDecimals } = instrumentFor(symbol)
      const whole = (decimals: number) =>
        volumes.items.filter(volume => {
          const lots = volume * 10 ** decimals
          return Math.abs(lots - Math.round(lots)) <= 1e-14 * lots + 1e-6
        }).length / volumes.items.length
      expect([symbol, whole(sizeDecimals)]).toEqual([symbol, 1])
      // For a lot of one coin or more the volumes' last digit has nothing coarser to say against it.
      expect(whole(sizeDecimals - 1), symbol).toBeLessThan(0.2)
    }
  },
)

test.skipIf(!candles)('every price traded on the venue lies on the grid', async () => {
  const rows = await query(
    `select symbol, list(distinct close) as closes from '${candles}' where volume > 0 group by symbol`,
  )
  expect(rows).toHaveLength(30)
  for (const { symbol, closes } of rows as { symbol: string; closes: { items: number[] } }[]) {
    const { price } = instrumentFor(symbol)
    const off = closes.items.filter(close => passive(close, 'buy', price) !== passive(close, 'sell', price))
    expect([symbol, off]).toEqual([symbol, []])
  }
})

test.skipIf(!binance)('every symbol of the Binance candles is listed but GRT and THETA', async () => {
  const rows = await query(`select distinct symbol from '${binance}' order by symbol`)
  const missing = rows.map(row => String(row.symbol)).filter(symbol => !hyperliquidInstruments.has(symbol))
  expect(missing).toEqual(['GRT', 'THETA'])
})

interface Listed {
  readonly name: string
  readonly szDecimals: number
  readonly maxLeverage: number
}

test.skipIf(!metaSample)('the sampled meta of the venue agrees in lots and leverage', () => {
  const { universe } = JSON.parse(readFileSync(String(metaSample), 'utf8')) as { universe: Listed[] }
  expect(universe.map(listed => listed.name)).toEqual(['BTC', 'ETH', 'ATOM'])
  for (const { name, szDecimals, maxLeverage } of universe) {
    const found = instrumentFor(name)
    expect([name, found.sizeDecimals, found.tiers[0].maxLeverage]).toEqual([name, szDecimals, maxLeverage])
  }
})

test.skipIf(!cassettes)('the meta of July 2023 agrees in every lot; leverage has since been lowered', () => {
  const { exchanges } = JSON.parse(readFileSync(String(cassettes), 'utf8')) as {
    exchanges: { request: { type: string }; response: { universe: Listed[] } }[]
  }
  const meta = exchanges.find(exchange => exchange.request.type === 'meta')
  const known = meta?.response.universe.filter(listed => hyperliquidInstruments.has(listed.name)) ?? []
  expect(known.length).toBeGreaterThan(15)
  for (const { name, szDecimals, maxLeverage } of known) {
    const found = instrumentFor(name)
    expect([name, found.sizeDecimals]).toEqual([name, szDecimals])
    expect(found.tiers[0].maxLeverage, name).toBeLessThan(maxLeverage)
  }
})

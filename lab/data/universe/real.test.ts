import { describe, expect, test } from 'vitest'
import { between } from '../../market/bars.ts'
import { day, type EpochMs } from '../../market/units.ts'
import { sharedFile } from '../../testing/shared.ts'
import { type Universe, universes } from './history.ts'
import { monthStarts } from './month-starts.ts'
import { type AssetRecord, recordOf } from './record.ts'
import { realMarket } from './testing/real-market.ts'

const names = (universe: Universe) => universe.chosen.map(({ symbol }) => symbol)
const everyone = ({ chosen, excluded }: Universe) => [...chosen, ...excluded].map(({ symbol }) => symbol)
const utc = (year: number, month: number, date = 1) => Date.UTC(year, month - 1, date) as EpochMs

const hyperliquid = sharedFile('data/candles_1h_hyperliquid.parquet')
describe.skipIf(!hyperliquid)('of 30 perpetuals on Hyperliquid, 2024-11 to 2025-07', async () => {
  const market = hyperliquid ? await realMarket(hyperliquid, 'hyperliquid') : []
  const history = universes(market, monthStarts(utc(2024, 11), utc(2025, 7, 26)))

  test('each is chosen or excluded, and the largest are always chosen', () => {
    expect(market).toHaveLength(30)
    for (const universe of history) {
      expect(new Set(everyone(universe)).size).toBe(everyone(universe).length)
      expect(names(universe)).toEqual(expect.arrayContaining(['BTC', 'ETH', 'SOL']))
      expect(names(universe).length).toBeLessThan(market.length)
    }
  })

  test('assets with a few million USD a day are excluded', () => {
    for (const universe of history) {
      for (const { symbol, facts } of universe.chosen) {
        expect([symbol, Number(facts.medianVolumeUsd) >= 5e6]).toEqual([symbol, true])
      }
    }
    const last = history[history.length - 1]
    const thin = last.excluded.filter(({ rule }) => rule === 'volume').map(({ symbol }) => symbol)
    expect(thin).toEqual(expect.arrayContaining(['DOT', 'INJ', 'NEAR', 'OP']))
  })

  test('none is known before it was listed, nor chosen within its first 30 days', () => {
    // First bars in the file: HYPE 2024-12-05, FARTCOIN 2024-12-20, TRUMP 2025-01-18.
    for (const [symbol, listed] of [
      ['HYPE', utc(2024, 12, 5)],
      ['FARTCOIN', utc(2024, 12, 20)],
      ['TRUMP', utc(2025, 1, 18)],
    ] as const) {
      for (const universe of history) {
        expect(everyone(universe).includes(symbol)).toBe(universe.at > listed)
        if (universe.at < listed + 30 * day) expect(names(universe)).not.toContain(symbol)
      }
      expect(history.some(universe => names(universe).includes(symbol))).toBe(true)
    }
  })

  test('without books every spread is labelled an estimate, and every depth is unknown', () => {
    for (const { chosen } of history) {
      for (const { facts, scores } of chosen) {
        expect(facts.spread?.from).toBe('estimated')
        expect([facts.book, scores.depth, scores.balance, scores.liquidityFrom]).toEqual([null, null, null, 'bars'])
      }
    }
  })

  test('the estimate ranks Bitcoin among the tightest spreads', () => {
    for (const { chosen } of history) {
      const spreads = chosen.map(({ symbol, facts }) => [symbol, facts.spread?.value ?? Number.NaN] as const)
      const tightest = [...spreads].sort((a, b) => a[1] - b[1]).slice(0, 3)
      expect(tightest.map(([symbol]) => symbol)).toContain('BTC')
    }
  })
})

const binance = sharedFile('data/candles_1h_binance.parquet')
describe.skipIf(!binance)('of 33 coins on Binance, 2023-03 to 2025-06', async () => {
  const market = binance ? await realMarket(binance, 'binance') : []
  const january = utc(2024, 1)
  const [universe] = universes(market, [january])

  test('the universe of 2024-01-01 holds none that was listed later, and the majors of the day', () => {
    // WIF was listed on 2024-01-18 and RENDER on 2024-07-26; BONK on 2023-12-15, which is too recent.
    expect(everyone(universe)).not.toContain('WIF')
    expect(everyone(universe)).not.toContain('RENDER')
    expect(everyone(universe)).toHaveLength(31)
    expect(universe.excluded.find(({ symbol }) => symbol === 'BONK')).toMatchObject({ rule: 'age' })
    expect(names(universe)).toEqual(expect.arrayContaining(['BTC', 'ETH', 'SOL', 'XRP']))
    expect(names(universe)).toHaveLength(25)
  })

  test('assets that Hyperliquid does not list are excluded for unknown leverage', () => {
    const unlisted = universe.excluded.filter(({ rule }) => rule === 'leverage').map(({ symbol }) => symbol)
    expect(unlisted).toEqual(['GRT', 'THETA'])
  })

  test('Bitcoin and Ether pass every limit in every month, even in the calm summer of 2023', () => {
    for (const { at, excluded } of universes(market, monthStarts(utc(2023, 2), utc(2025, 7)))) {
      const refused = excluded.filter(({ symbol, rule }) => ['BTC', 'ETH'].includes(symbol) && rule !== 'rank')
      expect([at, refused]).toEqual([at, []])
    }
  })

  test('the universe is the same whether or not the following year and a half was recorded', () => {
    const cut = ({ bars, maxLeverage }: AssetRecord) => recordOf(between(bars, 0, january), { maxLeverage })
    expect(universes(market.map(cut), [january])).toEqual([universe])
  })

  test('a coin delisted in 2024 is in the universe of 2024-01-01', () => {
    const dies = market.map(one =>
      one.symbol === 'SOL' ? recordOf(between(one.bars, 0, utc(2024, 3, 10)), { maxLeverage: one.maxLeverage }) : one,
    )
    const [then, later] = universes(dies, [january, utc(2024, 4)])
    expect(then).toEqual(universe)
    expect(later.excluded.find(({ symbol }) => symbol === 'SOL')).toMatchObject({ rule: 'silence' })
  })
})

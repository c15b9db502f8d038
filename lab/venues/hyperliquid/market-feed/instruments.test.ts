import { expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { hyperliquidInstruments, instrumentFor } from '../../../market/instruments.ts'
import { sharedFile } from '../../../testing/shared.ts'
import { captured } from '../testing/payloads.ts'
import { parseMeta } from '../wire/meta.ts'
import { WireError } from '../wire/refusal.ts'
import { instrumentsOf } from './instruments.ts'

const meta = parseMeta({
  universe: [
    { name: 'BTC', szDecimals: 5, maxLeverage: 40, marginTableId: 56 },
    { name: 'STX', szDecimals: 1, maxLeverage: 5, marginTableId: 5 },
    { name: 'GONE', szDecimals: 0, maxLeverage: 3, marginTableId: 3, isDelisted: true },
    { name: 'ODD', szDecimals: 0, maxLeverage: 3, marginTableId: 99 },
  ],
  marginTables: [
    [
      56,
      {
        description: '',
        marginTiers: [
          { lowerBound: '0.0', maxLeverage: 40 },
          { lowerBound: '150000000.0', maxLeverage: 20 },
        ],
      },
    ],
  ],
})

test('lot, tick and margin are as the venue documents them', () => {
  const found = instrumentsOf(meta, ['BTC', 'STX'])
  expect(found.get('BTC')).toEqual({
    ...{ symbol: 'BTC', sizeDecimals: 5, minNotional: 10, funding: 'hourly', price: { significant: 5, decimals: 1 } },
    tiers: [
      { from: 0, maxLeverage: 40 },
      { from: 150e6, maxLeverage: 20 },
    ],
  })
  expect(found.get('STX')?.tiers).toEqual([{ from: 0, maxLeverage: 5 }])
})

test('unlisted symbols and absent margin tables are rejected', () => {
  expect(() => instrumentsOf(meta, ['BTC', 'GONE', 'XYZ'])).toThrow(
    new InputError('expected perpetuals that Hyperliquid lists, found GONE, XYZ'),
  )
  expect(() => instrumentsOf(meta, ['ODD'])).toThrow(WireError)
})

const file = (name: string) => sharedFile(`data/hyperliquid/${name}`) as string
test.skipIf(!sharedFile('data/hyperliquid/rest/python_sdk_cassettes.json'))(
  'captured answers give the lots and ticks of our own table',
  () => {
    const metas = captured(file).flatMap(({ kind, data }) => (kind === 'meta' ? [parseMeta(data)] : []))
    let compared = 0
    for (const one of metas) {
      const known = one.universe.filter(({ symbol, isDelisted }) => !isDelisted && hyperliquidInstruments.has(symbol))
      for (const [symbol, { price, sizeDecimals, tiers }] of instrumentsOf(
        one,
        known.map(({ symbol }) => symbol),
      )) {
        const { tiers: _, ...ours } = instrumentFor(symbol)
        expect(ours).toMatchObject({ symbol, price, sizeDecimals })
        expect(tiers[0].from).toBe(0)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(3)
  },
)

import { expect, test } from 'vitest'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import { hour, minute } from '../../market/units.ts'
import { snapshot, walk, withLake } from '../testing/lake.ts'
import { append } from './hot.ts'
import { readRows } from './rows.ts'
import { at, candle, of, trade } from './testing/rows.ts'
import { writeBars } from './write.ts'

test.each<[Partial<CandleRow>, string]>([
  [{ close: Number.NaN }, 'close: expected a number, found NaN'],
  [{ high: Number.POSITIVE_INFINITY }, 'high: expected a number, found Infinity'],
  [{ t: at(0.5) }, `t: expected a whole number, found ${at(0.5)}`],
  [{ volume: null as never }, 'volume: expected a number, found null'],
])('a candle with %j is refused before anything is written', async (changes, message) => {
  await withLake(async lake => {
    const bad = candle(1, changes)
    await expect(append(lake, 'candles', [candle(0), bad])).rejects.toThrow(
      `candles of hyperliquid BTC at ${bad.t}: ${message}`,
    )
    expect(snapshot(lake.root)).toEqual({})
  })
})

test.each<[Partial<CandleRow>, string]>([
  [{ high: 100.5 }, 'expected prices above 0, low and high around the others, found open 100, high 100.5'],
  [{ low: 0, open: 0 }, 'expected prices above 0'],
  [{ volume: -1 }, 'expected a volume of at least 0, found -1'],
  [{ t: at(30_000) }, `expected an open on the grid of its interval, found ${at(30_000)} ms`],
])('a candle with %j is refused: it would stop whoever reads its series', async (changes, message) => {
  await withLake(async lake => {
    await expect(append(lake, 'candles', [candle(0), candle(1, changes)])).rejects.toThrow(message)
    expect(snapshot(lake.root)).toEqual({})
  })
})

test('an id that is not a whole number, or is too large to be exact as a number, is refused', async () => {
  await withLake(async lake => {
    for (const id of [Number.NaN, 0.5, 2 ** 53, undefined as never]) {
      const bad: TradeRow = { ...trade(1), id }
      await expect(append(lake, 'trades', [bad])).rejects.toThrow(`id: expected a whole number, found ${id}`)
    }
  })
})

test('a value that may be unknown may be NaN, null or absent, and is null in the lake', async () => {
  await withLake(async lake => {
    const { sequence: _, ...bare } = trade(2)
    await append(lake, 'trades', [trade(1, { sequence: Number.NaN }), bare, trade(3, { sequence: null })])
    expect((await readRows(lake, 'trades')).map(row => row.sequence)).toEqual([null, null, null])
  })
})

test('real minutes may stand beside synthetic hours of the same symbol, because they are another series', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 3, { venue: of.venue, synthetic: true, interval: hour })])
    await append(lake, 'candles', [candle(0, { interval: minute })])
    expect(await readRows(lake, 'candles', { interval: minute })).toEqual([candle(0)])
    await expect(append(lake, 'candles', [candle(10, { interval: hour })])).rejects.toThrow(
      'candles of hyperliquid BTC: the lake holds synthetic rows; real ones may not be mixed in',
    )
  })
})

import { renameSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bars, makeBars } from '../../market/bars.ts'
import { minute } from '../../market/units.ts'
import { withLake } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { append, hotSegments } from './hot.ts'
import { mergeSegments } from './merge-segments.ts'
import { fingerprintRows, readRows } from './rows.ts'
import type { Rows, TableName } from './tables.ts'
import { model } from './testing/model.ts'
import { at, candle, context, of, trade } from './testing/rows.ts'
import { writeBars } from './write.ts'

/** Small numbers that a row is made of: so few keys and values that rows collide often. */
type Draw = readonly [key: number, value: number, unknowns: number]
const draw = fc.tuple(fc.nat(5), fc.nat(3), fc.nat(7))

/** The value if its bit is set, otherwise null (unknown). */
const known = <T>(bits: number, bit: number, value: T): T | null => (bits & bit ? value : null)

/** `step` grows from one append to the next. */
type Drawn<T extends TableName> = (draw: Draw, step: number) => Rows[T]

const drawnCandle: Drawn<'candles'> = ([key, value, bits], step) =>
  candle(key * 4, {
    close: 100 + value / 4,
    // A volume is only revised upwards, as more trades become known, so it never returns to an earlier value.
    volume: 7 + Math.floor(step / 3),
    funding: known(bits, 1, value / 1e6),
    vwap: known(bits, 2, 100 + value / 8),
    trades: known(bits, 4, 3 + value),
  })
const drawnTrade: Drawn<'trades'> = ([key, value, bits]) =>
  trade(key, {
    ...{ price: 100 + value, size: 1 + value, side: value % 2 ? 'buy' : 'sell', symbol: key % 2 ? 'BTC' : "O'Neil" },
    sequence: known(bits, 1, key),
  })
const drawnContext: Drawn<'asset_contexts'> = ([key, value, bits]) =>
  context(key * 4, {
    ...{ markPrice: 80_000 + value, dayVolumeBase: known(bits, 1, value), midPrice: known(bits, 2, 80_000 + value) },
    ...{ premium: known(bits, 3, -(1 + value) / 1e5), impactBid: known(bits, 4, 79_999 + value) },
  })

const step = (writes: boolean) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.array(draw, { minLength: 1, maxLength: 5 }) },
    { weight: 2, arbitrary: fc.constant('merge' as const) },
    { weight: 1, arbitrary: fc.constant('compact' as const) },
    { weight: writes ? 1 : 0, arbitrary: fc.record({ write: fc.nat(3) }) },
  )

const barsOf = (rows: readonly Rows['candles'][]): Bars => {
  const column = (value: (row: Rows['candles']) => number) => Float64Array.from(rows, value)
  return makeBars({
    ...{ ...of, interval: minute, synthetic: false, openTime: column(row => row.t), open: column(row => row.open) },
    ...{ high: column(row => row.high), low: column(row => row.low), close: column(row => row.close) },
    ...{ volume: column(row => row.volume), funding: column(row => row.funding ?? Number.NaN) },
  })
}

/** `Bars` has neither a trade count nor, here, a vwap. */
const written = (value: number, step: number): Rows['candles'][] =>
  [0, 1, 2].map(key => ({ ...drawnCandle([key, value, key % 2], step), vwap: null, trades: null }))

function holds<T extends TableName>(name: T, drawn: Drawn<T>): Promise<void> {
  const steps = fc.array(step(name === 'candles'), { minLength: 1, maxLength: 9 })
  return fc.assert(
    fc.asyncProperty(steps, async all => {
      await withLake(async lake => {
        const expected = model(name)
        for (const [i, one] of all.entries()) {
          const before = typeof one === 'string' && (await fingerprintRows(lake, name))
          if (one === 'merge') await mergeSegments(lake, name)
          else if (one === 'compact') await compact(lake)
          else if ('write' in one) {
            const rows = written(one.write, i)
            for (const row of rows) expected.add(row as Rows[T])
            await writeBars(lake, [barsOf(rows)])
          } else {
            const rows = one.map(each => drawn(each, i))
            for (const row of rows) expected.add(row)
            await append(lake, name, rows)
          }
          if (typeof one === 'string') expect(await fingerprintRows(lake, name)).toBe(before)
          expect(await readRows(lake, name)).toEqual(expected.rows())
        }
      })
    }),
    { numRuns: 15 },
  )
}

test(
  'candles read the same as from a plain map, in any order of appending, merging, compacting and writing',
  {
    timeout: 600_000,
  },
  () => holds('candles', drawnCandle),
)

test(
  'trades read the same as from a plain map, in any order of appending, merging and compacting',
  {
    timeout: 600_000,
  },
  () => holds('trades', drawnTrade),
)

test(
  'contexts read the same as from a plain map, in any order of appending, merging and compacting',
  {
    timeout: 600_000,
  },
  () => holds('asset_contexts', drawnContext),
)

test('merging makes one segment of many, and leaves a single one alone', async () => {
  await withLake(async lake => {
    await mergeSegments(lake, 'trades')
    expect(await hotSegments(lake.root, 'trades')).toEqual([])
    for (const id of [1, 2, 3]) await append(lake, 'trades', [trade(id)])
    await mergeSegments(lake, 'trades')
    const [merged, ...more] = await hotSegments(lake.root, 'trades')
    expect(more).toEqual([])
    await mergeSegments(lake, 'trades')
    expect(await hotSegments(lake.root, 'trades')).toEqual([merged])
    await append(lake, 'trades', [trade(2, { price: 7 })])
    await mergeSegments(lake, 'trades')
    expect((await readRows(lake, 'trades')).map(row => row.price)).toEqual([101, 7, 103])
  })
})

test('rows too many for one file become several, each of consecutive segments', async () => {
  await withLake(async lake => {
    const level = Array.from({ length: 20 }, (_, i) => i)
    const lists = { bidPrices: level, bidSizes: level, askPrices: level, askSizes: level }
    // Five segments of 25,000 books, two of which fit into a file. The last replaces a row of the first.
    for (let n = 0; n < 5; n++) {
      const books = Array.from({ length: 25_000 }, (_, i) => ({ ...of, t: at(n * 1e6 + i), ...lists }))
      await append(lake, 'books', n === 4 ? [...books, { ...of, t: at(0), ...lists, bidPrices: [7] }] : books)
    }
    const before = await hotSegments(lake.root, 'books')
    await mergeSegments(lake, 'books')
    const after = await hotSegments(lake.root, 'books')
    const merged = (segment: string) => segment.replace('.parquet', '~.parquet')
    expect(after).toEqual([merged(before[1]), merged(before[3]), before[4]])
    const [{ n, prices }] = await lake.sql`
      select count(*) as n, list_first(arg_min(bid_prices, t)) as prices from books where t < ${at(5e6)}`
    expect({ n, prices }).toEqual({ n: 125_000, prices: 7 })
    await mergeSegments(lake, 'books')
    expect(await hotSegments(lake.root, 'books')).toEqual(after)
  })
}, 600_000)

test('merging and compacting do not change what is read, even when a volume returns to an earlier value', async () => {
  await withLake(async lake => {
    const unknown = { vwap: null, trades: null }
    await append(lake, 'candles', [candle(0)])
    await compact(lake)
    const seen: unknown[] = []
    for (const changes of [{ ...unknown, volume: 8 }, unknown, { ...unknown, volume: 8, vwap: 101 }, unknown]) {
      await append(lake, 'candles', [candle(0, changes)])
      seen.push(await readRows(lake, 'candles'))
    }
    await mergeSegments(lake, 'candles')
    expect(await readRows(lake, 'candles')).toEqual(seen[3])
    await compact(lake)
    expect(await readRows(lake, 'candles')).toEqual(seen[3])
  })
})

test('of two rows of one key in one append the later wins, and values known only to the earlier are kept', async () => {
  await withLake(async lake => {
    await append(lake, 'candles', [
      candle(0, { close: 99.5, funding: 0.00001 }),
      candle(0, { close: 101.5, vwap: null }),
    ])
    expect(await readRows(lake, 'candles')).toEqual([candle(0, { close: 101.5, funding: 0.00001 })])
  })
})

test('a segment written while the clock ran ahead is replaced by those appended after it', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', [trade(1)])
    const [segment] = await hotSegments(lake.root, 'trades')
    const ahead = segment.replace(/(\d+)-/, (_, stamp) => `${Number(stamp) + 3_600_000_000}-`)
    renameSync(`${lake.root}/${segment}`, `${lake.root}/${ahead}`)
    await append(lake, 'trades', [trade(1, { price: 7 })])
    expect(await readRows(lake, 'trades')).toEqual([trade(1, { price: 7, t: at(1) })])
  })
})

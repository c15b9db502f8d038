import { describe, expect, test } from 'vitest'
import { hour, minute } from '../market/units.ts'
import { sharedFile } from '../testing/shared.ts'
import { importFile } from './import.ts'
import { fundingColumn } from './lake/funding-column.ts'
import { readBars } from './lake/read.ts'
import { readRows } from './lake/rows.ts'
import { writeBars } from './lake/write.ts'
import { newYear, snapshot, walk, withLake } from './testing/lake.ts'

const payments = (rows: readonly (readonly [number, number])[]) =>
  ['t,rate', ...rows.map(([hours, rate]) => `${newYear + hours * hour + 69},${rate}`)].join('\n')
const options = { venue: 'test', symbol: 'BTC' }

describe('a file of funding payments', () => {
  test('is recognised by its columns, with times floored to the hour and the hours of each payment', async () => {
    await withLake(async (lake, file) => {
      const path = file(
        'paid.csv',
        payments([
          [0, 0.0001],
          [8, 0.0002],
          [16, 0.0003],
          [17, 1e-5],
          [18, 2e-5],
          [20, 3e-5],
          [21, -4e-5],
        ]),
      )
      const report = await importFile(lake, path, options)
      expect(report).toMatchObject({ kind: 'funding', rows: 7, added: 7, symbols: ['BTC'], repeated: 0, unsorted: 0 })
      const rows = await readRows(lake, 'funding')
      expect(rows.map(row => [(row.t - newYear) / hour, row.rate, row.hours])).toEqual([
        ...[
          [0, 0.0001, 8],
          [8, 0.0002, 8],
          [16, 0.0003, 8],
        ],
        ...[
          [17, 1e-5, 1],
          [18, 2e-5, 1],
          [20, 3e-5, 1],
          [21, -4e-5, 1],
        ],
      ])
      expect(await importFile(lake, path, options)).toMatchObject({ added: 0, unchanged: 7 })
    })
  })

  test.each([
    ['a word for a rate', 't,rate\n1735689600000,much', /row 1, column rate: found "much", expected a fraction/],
    ['a rate in percent', 't,rate\n1735689600000,1.25', /row 1, column rate: found "1\.25", expected a fraction/],
    ['seconds for times', 't,rate\n1735689600,0.0001', /row 1, column t: found "1735689600", expected a time/],
    [
      'two rates in one hour',
      payments([
        [0, 1e-5],
        [1, 1e-5],
        [1, 2e-5],
      ]),
      /BTC pays twice in the hour of 2025-01-01 01:00/,
    ],
    ['one payment', payments([[0, 1e-5]]), /found a single payment, expected payments every 1, 4, 8 hours/],
    [
      'payments every three hours',
      payments([
        [0, 1e-5],
        [3, 1e-5],
        [6, 1e-5],
      ]),
      /found a payment 3 hours after/,
    ],
    ['no rows', 't,rate\n', /has no rows, expected funding payments/],
    [
      'hours that no venue has',
      't,rate,hours\n1735689600000,0.0001,7',
      /row 1, column hours: found "7", expected one of 1,4,8/,
    ],
  ])('with %s is refused in one line, and the lake stays as it was', async (_, text, message) => {
    await withLake(async (lake, file) => {
      const path = file('paid.csv', text)
      const before = snapshot(lake.root)
      await expect(importFile(lake, path, options)).rejects.toThrow(message)
      expect(snapshot(lake.root)).toEqual(before)
    })
  })
})

test('bars without funding get what was paid at the full hours inside them', async () => {
  await withLake(async (lake, file) => {
    const own = new Float64Array(24).fill(Number.NaN).with(3, 0.5)
    await writeBars(lake, [
      walk('BTC', 24, { funding: own }),
      walk('BTC', 96, { interval: 15 * minute }),
      walk('ETH', 24),
    ])
    const rows = Array.from({ length: 24 }, (_, i) => [i, i / 1e6] as const).filter(([i]) => i !== 5)
    await importFile(lake, file('paid.csv', payments(rows)), options)
    const hours = await readBars(lake, { venue: 'test', symbol: 'BTC', interval: hour })
    expect([...(hours.funding ?? [])]).toEqual(
      Array.from({ length: 24 }, (_, i) => (i === 3 ? 0.5 : i === 5 ? Number.NaN : i / 1e6)),
    )
    const quarters = await readBars(lake, { venue: 'test', symbol: 'BTC', interval: 15 * minute })
    expect([...(quarters.funding?.subarray(8, 13) ?? [])]).toEqual([2e-6, 2e-6, 2e-6, 2e-6, 3e-6])
    expect('funding' in (await readBars(lake, { venue: 'test', symbol: 'ETH', interval: hour }))).toBe(false)
  })
})

test('an eight-hour payment counts once, at its own hour', () => {
  const openTime = Float64Array.from({ length: 16 }, (_, i) => newYear + i * hour)
  const none = new Float64Array(16).fill(Number.NaN)
  const paid = { t: [newYear + 8 * hour], rate: [0.0008], hours: [8] } as unknown as Parameters<typeof fundingColumn>[3]
  const column = fundingColumn(openTime, hour, none, paid)
  expect([...column.slice(1, 9)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0.0008])
  expect(column[0]).toBeNaN()
  expect(column[9]).toBeNaN()
  const long = fundingColumn(openTime.subarray(1, 2), 8 * hour, none.subarray(0, 1), paid)
  expect(long[0]).toBeCloseTo(0.0001, 12)
})

const candles = sharedFile('data/candles_1h_hyperliquid.parquet')
const paid = sharedFile('data/funding_1h_hyperliquid.parquet')

test.skipIf(!candles || !paid)(
  '436,514 real payments arrive, and the bars of BTC know what each hour paid',
  async () => {
    await withLake(async lake => {
      const report = await importFile(lake, paid as string, { venue: 'hyperliquid' })
      expect(report).toMatchObject({ kind: 'funding', rows: 436_514, added: 436_514 })
      expect(report.symbols).toHaveLength(30)
      expect(
        await lake.sql`select hours, count(*) as n, min(time) as first from funding group by hours order by hours`,
      ).toEqual([
        { hours: 1, n: 435_549, first: new Date('2023-06-08T01:00Z') },
        { hours: 8, n: 965, first: new Date('2023-05-12T00:00Z') },
      ])
      await importFile(lake, candles as string, { venue: 'hyperliquid' })
      const bars = await readBars(lake, { venue: 'hyperliquid', symbol: 'BTC', interval: hour })
      const rates = new Map(
        (await readRows(lake, 'funding', { symbol: 'BTC' })).map(row => [row.t as number, row.rate]),
      )
      expect(bars.openTime.length).toBeGreaterThan(7_000)
      for (let i = 0; i < bars.openTime.length; i++)
        expect(bars.funding?.[i]).toBe(rates.get(bars.openTime[i]) ?? Number.NaN)
    })
  },
)

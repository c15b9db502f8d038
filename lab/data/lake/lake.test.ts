import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Bars, between, slice } from '../../market/bars.ts'
import { columnsOf, withColumns } from '../../market/testing/columns.ts'
import { day, hour, minute } from '../../market/units.ts'
import { random } from '../../random.ts'
import { fingerprint } from '../fingerprint.ts'
import { inFolder, newYear, snapshot, walk, withLake } from '../testing/lake.ts'
import { openLake } from './lake.ts'
import { readBars } from './read.ts'
import { listSeries } from './series.ts'
import { writeBars } from './write.ts'

const key = ({ venue, symbol, interval }: Bars) => ({ venue, symbol, interval })

test('bars are read from the lake exactly as they were written, to the last bit', async () => {
  await withLake(async lake => {
    const funding = new Float64Array(2_000).fill(0.0000125).with(7, Number.NaN)
    const all = [
      walk('BTC', 2_000),
      walk('ETH', 2_000, { funding }),
      walk('BTC', 500, { interval: minute }),
      walk('SPY', 800, { interval: day }),
      withColumns(walk('SOL', 5_000), ['vwap'], random(1)),
      withColumns(walk('XRP', 700), ['funding', 'vwap'], random(2)),
    ]
    expect(await writeBars(lake, all)).toEqual({ added: 11_000, replaced: 0, unchanged: 0 })
    for (const bars of all) {
      const read = await readBars(lake, key(bars))
      expect(fingerprint(read)).toBe(fingerprint(bars))
      expect(columnsOf(read)).toEqual(columnsOf(bars))
      expect(read.openTime).toBeInstanceOf(Float64Array)
    }
    expect('funding' in (await readBars(lake, key(all[0])))).toBe(false)
    expect((await readBars(lake, key(all[1]))).funding?.[7]).toBeNaN()
  })
})

test('a range includes its start and excludes its end', async () => {
  await withLake(async lake => {
    const bars = walk('BTC', 3_000)
    await writeBars(lake, [bars])
    const [from, to] = [newYear + 700 * hour, newYear + 2_200 * hour]
    expect(fingerprint(await readBars(lake, { ...key(bars), from, to }))).toBe(fingerprint(between(bars, from, to)))
    expect((await readBars(lake, { ...key(bars), from: newYear + 9_000 * hour })).openTime).toHaveLength(0)
  })
})

test('symbols of any spelling are kept apart and come back unchanged', async () => {
  await withLake(async lake => {
    const symbols = ['BTC/USDT:USDT', 'kPEPE', 'KPEPE', '..', "O'Neil", 'a b%', '日経', '@107', '1', 'x=y']
    await writeBars(
      lake,
      symbols.map(symbol => walk(symbol, 10)),
    )
    expect((await listSeries(lake)).map(series => series.symbol)).toEqual([...symbols].sort())
    for (const symbol of symbols) {
      expect(fingerprint(await readBars(lake, key(walk(symbol, 1))))).toBe(fingerprint(walk(symbol, 10)))
      expect(await lake.sql`select count(*) as n from candles where symbol = ${symbol}`).toEqual([{ n: 10 }])
    }
  })
})

test('a series that the lake does not have is refused with a list of those it has', async () => {
  await withLake(async lake => {
    await expect(readBars(lake, key(walk('SOL', 1)))).rejects.toThrow(
      /no test SOL 1h in the lake at .*, which has nothing/,
    )
    await writeBars(lake, [walk('BTC', 3), walk('ETH', 3)])
    await expect(readBars(lake, key(walk('SOL', 1)))).rejects.toThrow(/which has test 1h \(BTC, ETH\)/)
  })
})

test('the list of series gives the rows and times of each', async () => {
  await withLake(async lake => {
    expect(await listSeries(lake)).toEqual([])
    await writeBars(lake, [walk('ETH', 2_000), walk('BTC', 30, { synthetic: true })])
    expect(await listSeries(lake)).toEqual([
      { ...key(walk('BTC', 1)), synthetic: true, rows: 30, first: newYear, last: newYear + 29 * hour },
      { ...key(walk('ETH', 1)), synthetic: false, rows: 2_000, first: newYear, last: newYear + 1_999 * hour },
    ])
  })
})

test('newer bars replace older ones of the same time, other bars stay, and unchanged files are not written again', async () => {
  await withLake(async lake => {
    const bars = walk('BTC', 2_000)
    await writeBars(lake, [slice(bars, 0, 1_500)])
    const before = snapshot(join(lake.root, 'candles'))
    const revised = { ...bars, volume: Float64Array.from(bars.volume, v => v + 1) }
    expect(await writeBars(lake, [slice(revised, 1_490, 2_000)])).toEqual({ added: 500, replaced: 10, unchanged: 0 })
    const read = await readBars(lake, key(bars))
    expect(fingerprint(slice(read, 0, 1_490))).toBe(fingerprint(slice(bars, 0, 1_490)))
    expect(fingerprint(slice(read, 1_490, 2_000))).toBe(fingerprint(slice(revised, 1_490, 2_000)))
    const january = Object.keys(before).find(path => path.includes('2025-01')) as string
    expect(snapshot(join(lake.root, 'candles'))[january]).toBe(before[january])
    expect(await writeBars(lake, [revised])).toEqual({ added: 0, replaced: 1_490, unchanged: 510 })
  })
})

test('a known funding rate is kept when a newer bar has none', async () => {
  await withLake(async lake => {
    const known = walk('BTC', 10, { funding: new Float64Array(10).fill(0.0001) })
    await writeBars(lake, [known])
    expect(await writeBars(lake, [walk('BTC', 10)])).toEqual({ added: 0, replaced: 0, unchanged: 10 })
    expect(fingerprint(await readBars(lake, key(known)))).toBe(fingerprint(known))
  })
})

test('a known vwap is kept when a newer bar of the same volume has none, and removed by one of another volume', async () => {
  await withLake(async lake => {
    const known = withColumns(walk('BTC', 10), ['vwap'], random(3))
    await writeBars(lake, [known])
    expect(await writeBars(lake, [walk('BTC', 10)])).toEqual({ added: 0, replaced: 0, unchanged: 10 })
    expect(fingerprint(await readBars(lake, key(known)))).toBe(fingerprint(known))
    const others = { ...walk('BTC', 10), volume: Float64Array.from(known.volume, traded => traded + 1) }
    await writeBars(lake, [others])
    expect(fingerprint(await readBars(lake, key(known)))).toBe(fingerprint(others))
  })
})

test('the sentiment of bars is not written to the candles', async () => {
  await withLake(async lake => {
    await writeBars(lake, [withColumns(walk('BTC', 10), ['sentiment'], random(4))])
    expect(fingerprint(await readBars(lake, key(walk('BTC', 1))))).toBe(fingerprint(walk('BTC', 10)))
    expect(await lake.sql`select count(*) as n from sentiment`).toEqual([{ n: 0 }])
  })
})

test('synthetic and real bars are never mixed in one series', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 10)])
    const before = snapshot(lake.root)
    await expect(writeBars(lake, [walk('BTC', 20, { synthetic: true })])).rejects.toThrow(
      'test BTC 1h holds real bars; synthetic ones may not be mixed in',
    )
    expect(snapshot(lake.root)).toEqual(before)
    expect(await lake.sql`select distinct synthetic from candles`).toEqual([{ synthetic: false }])
  })
})

test('bars on another grid than the lake’s are refused, within a month and across its end', async () => {
  await withLake(async lake => {
    const bars = walk('BTC', 744) // January
    await writeBars(lake, [bars])
    const shifted = (by: number) => ({ ...bars, openTime: Float64Array.from(bars.openTime, t => t + by) })
    await expect(writeBars(lake, [shifted(hour / 2)])).rejects.toThrow(/opens inside the bar at 2025-01-01 00:00/)
    const february = slice(shifted(744 * hour - minute), 1, 744)
    expect(await writeBars(lake, [slice(shifted(744 * hour), 1, 3)])).toMatchObject({ added: 2 })
    await expect(
      writeBars(lake, [{ ...february, openTime: Float64Array.of(newYear + 744 * hour - minute), ...one(february) }]),
    ).rejects.toThrow('the 1h bar of BTC at 2025-01-31 23:59 opens inside the bar at 2025-01-31 23:00')
  })
})
const one = ({ open, high, low, close, volume }: Bars) =>
  Object.fromEntries(
    Object.entries({ open, high, low, close, volume }).map(([name, column]) => [name, column.subarray(0, 1)]),
  )

test('a bar that comes twice in one write is refused', async () => {
  await withLake(async lake => {
    await expect(writeBars(lake, [walk('BTC', 3), walk('BTC', 2)])).rejects.toThrow(
      'the bar of BTC at 2025-01-01 00:00 comes twice',
    )
  })
})

test('values in SQL are passed as values, even if they look like SQL', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 10), walk('ETH', 5)])
    const symbol = `BTC' or '1' = '1`
    expect(await lake.sql`select count(*) as n from candles where symbol = ${symbol}`).toEqual([{ n: 0 }])
    expect(
      await lake.sql`select symbol, count(*) as n from candles where t < ${newYear + 3 * hour} group by 1 order by 1`,
    ).toEqual([
      { symbol: 'BTC', n: 3 },
      { symbol: 'ETH', n: 3 },
    ])
    const at = new Date(newYear + hour)
    expect(await lake.sql`select distinct time, t, venue, interval, funding from candles where time = ${at}`).toEqual([
      { time: at, t: newYear + hour, venue: 'test', interval: '1h', funding: null },
    ])
    const table = await lake.table`select symbol, max(high) as high from candles group by 1 order by 1`
    expect(table.columnNames()).toEqual(['symbol', 'high'])
    expect(table.get('high', 0)).toBe(Math.max(...walk('BTC', 10).high))
  })
})

test('a lake that does not exist is empty, and reading it creates nothing', async () => {
  await inFolder(async folder => {
    const lake = await openLake(join(folder, 'none'))
    expect(await lake.sql`select * from candles`).toEqual([])
    expect(await listSeries(lake)).toEqual([])
    lake.close()
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

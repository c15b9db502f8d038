import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { day, type EpochMs, hour, minute } from '../../market/units.ts'
import { newYear, snapshot, walk, withLake } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { append, hotSegments } from './hot.ts'
import { retain, showRetained } from './retain.ts'
import { readRows } from './rows.ts'
import { listSeries } from './series.ts'
import { at, trade } from './testing/rows.ts'
import { writeBars } from './write.ts'

const month = (n: number) => Date.UTC(2025, n - 1) as EpochMs

/** Three days of trades, four a day. */
const tape = Array.from({ length: 12 }, (_, i) => trade(i, { t: (month(6) + i * 6 * hour) as EpochMs }))

test('files whose rows are all older than the cutoff are deleted; a file that reaches past it stays whole', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', tape)
    await compact(lake)
    const noon = (month(6) + day + 12 * hour) as EpochMs
    expect(await retain(lake, 'trades', noon)).toEqual({ files: 1, rows: 4, oldest: month(6) + day })
    expect((await readRows(lake, 'trades')).map(row => row.id)).toEqual([4, 5, 6, 7, 8, 9, 10, 11])
    expect(Object.keys(snapshot(join(lake.root, 'trades')))).toHaveLength(2)
    expect(await retain(lake, 'trades', noon)).toEqual({ files: 0, rows: 0, oldest: month(6) + day })
  })
})

test('a file is deleted when its last row is older than the cutoff, but not when it is of that very time', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', tape)
    const last = tape[3].t
    expect((await retain(lake, 'trades', last, {}, true)).files).toBe(0)
    expect((await retain(lake, 'trades', (last + 1) as EpochMs, {}, true)).files).toBe(1)
  })
})

test('a dry run changes no file and reports what would be deleted, appended rows included', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', tape.slice(0, 6))
    await compact(lake)
    await append(lake, 'trades', [tape[5], ...tape.slice(6), trade(99, { t: (month(6) + hour) as EpochMs })])
    const before = snapshot(lake.root)
    const foretold = []
    for (const days of [0, 1, 2, 3, 4]) {
      foretold.push(await retain(lake, 'trades', (month(6) + days * day) as EpochMs, {}, true))
    }
    expect(foretold.map(({ files, rows }) => [files, rows])).toEqual([
      ...[
        [0, 0],
        [1, 5],
        [2, 9],
        [3, 13],
        [3, 13],
      ],
    ])
    expect(snapshot(lake.root)).toEqual(before)
    expect(await retain(lake, 'trades', (month(6) + 2 * day) as EpochMs)).toEqual(foretold[2])
  })
})

test('a dry run of a lake that does not exist creates nothing', async () => {
  await withLake(async lake => {
    expect(await retain(lake, 'trades', at(0), {}, true)).toEqual({ files: 0, rows: 0, oldest: undefined })
    expect(snapshot(lake.root)).toEqual({})
  })
})

test('appended rows are compacted first, so that old ones among them are deleted too', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', tape)
    expect(await retain(lake, 'trades', month(7))).toEqual({ files: 3, rows: 12, oldest: undefined })
    expect(await hotSegments(lake.root, 'trades')).toEqual([])
    expect(await readRows(lake, 'trades')).toEqual([])
    await append(lake, 'trades', [trade(1)])
    expect(await readRows(lake, 'trades')).toEqual([trade(1)])
  })
})

test('only the selection is deleted: a venue, a symbol, an interval, and never another table', async () => {
  await withLake(async lake => {
    await writeBars(lake, [
      ...['a', 'b'].flatMap(venue => ['BTC', 'ETH'].map(symbol => walk(symbol, 10, { venue }))),
      walk('BTC', 10, { venue: 'a', interval: minute }),
    ])
    await append(lake, 'trades', tape)
    const left = async () => (await listSeries(lake)).map(one => `${one.venue} ${one.symbol} ${one.interval / minute}`)
    await retain(lake, 'candles', month(12), { venue: 'a', symbol: 'BTC', interval: minute })
    expect(await left()).toEqual(['a BTC 60', 'a ETH 60', 'b BTC 60', 'b ETH 60'])
    await retain(lake, 'candles', month(12), { symbol: 'ETH' })
    expect(await left()).toEqual(['a BTC 60', 'b BTC 60'])
    await retain(lake, 'candles', month(12), { venue: 'b' })
    expect(await left()).toEqual(['a BTC 60'])
    await retain(lake, 'candles', newYear as EpochMs)
    expect(await left()).toEqual(['a BTC 60'])
    expect(await readRows(lake, 'trades')).toHaveLength(12)
  })
})

test('files left by a killed commit do not prevent deleting', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', tape)
    mkdirSync(join(lake.root, 'staging', 'parts-0', 'part=0'), { recursive: true })
    writeFileSync(join(lake.root, 'staging', 'parts-0', 'part=0', 'data_0.parquet'), 'half')
    expect(await retain(lake, 'trades', (month(6) + day) as EpochMs)).toMatchObject({ files: 1, rows: 4 })
  })
})

test('an interval of a table that has none is refused', async () => {
  await withLake(async lake => {
    await expect(retain(lake, 'trades', at(0), { interval: minute })).rejects.toThrow(
      'trades has no intervals: found one, expected none',
    )
  })
})

test('the message gives the deleted files and rows and the oldest row that is kept', () => {
  const gone = { files: 12, rows: 3_400_000, oldest: month(6) }
  expect(showRetained(gone, month(6), false)).toBe(
    '12 files, 3,400,000 rows before 2025-06-01 00:00 dropped; oldest kept row: 2025-06-01 00:00',
  )
  expect(showRetained({ files: 1, rows: 1, oldest: undefined }, month(6), true)).toBe(
    '1 files, 1 rows before 2025-06-01 00:00 would be dropped; nothing is kept',
  )
})

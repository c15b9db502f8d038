import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type Bars, slice } from '../../market/bars.ts'
import type { CandleRow } from '../../market/records.ts'
import { hour } from '../../market/units.ts'
import { fingerprint } from '../fingerprint.ts'
import { inFolder, newYear, snapshot, walk } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { literal } from './database.ts'
import { append } from './hot.ts'
import { type Lake, openLake } from './lake.ts'
import { readManifest } from './manifest.ts'
import { readBars } from './read.ts'
import { readRows } from './rows.ts'
import { listSeries } from './series.ts'
import { writeBars } from './write.ts'

const btc = walk('BTC', 2_000, { funding: new Float64Array(2_000).fill(0.0000125) })
const january = slice(btc, 0, 744)
const february = slice(btc, 744, 744 + 672)

/** A lake of schema 1, which had candles only and neither vwap nor trade counts: two files of one month each. */
async function inOldLake(work: (lake: Lake) => Promise<void>): Promise<void> {
  await inFolder(async folder => {
    const maker = await openLake(join(folder, 'maker'))
    const parts = []
    for (const [period, bars] of [
      ['2025-01', january],
      ['2025-02', february],
    ] as const) {
      const file = `candles/venue=test/interval=1h/symbol=BTC/${period}-0123456789abcdef.parquet`
      await writeOldFile(maker, join(folder, 'lake', file), bars)
      const { openTime } = bars
      parts.push({
        ...{ file, venue: 'test', symbol: 'BTC', interval: hour, synthetic: false, period, rows: openTime.length },
        ...{ first: openTime[0], last: openTime[openTime.length - 1] },
      })
    }
    maker.close()
    writeFileSync(join(folder, 'lake', 'manifest.json'), JSON.stringify({ schema: 1, parts }))
    const lake = await openLake(join(folder, 'lake'))
    try {
      await work(lake)
    } finally {
      lake.close()
    }
  })
}

async function writeOldFile(maker: Lake, path: string, bars: Bars): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const { openTime, open, high, low, close, volume, funding } = bars
  const rows = Array.from(openTime, (t, i) => [t, open[i], high[i], low[i], close[i], volume[i], funding?.[i]])
  await maker.database.connected(connection =>
    connection.run(`
      copy (
        select 'test' as venue, '1h' as interval, 'BTC' as symbol, false as synthetic, * from (
          values ${rows.map(([t, ...values]) => `(${t}::bigint, ${values.map(value => `${value}::double`).join(', ')})`).join(', ')}
        ) as bars(t, open, high, low, close, volume, funding) order by t
      ) to ${literal(path)} (format parquet, compression zstd, kv_metadata { seedbed_schema: '1' })`),
  )
}

const key = { venue: 'test', symbol: 'BTC', interval: hour }
const both = fingerprint(slice(btc, 0, 744 + 672))

test('a lake of schema 1 is readable with vwap and trade counts unknown, and reading writes nothing', async () => {
  await inOldLake(async lake => {
    const before = snapshot(lake.root)
    expect(fingerprint(await readBars(lake, key))).toBe(both)
    expect(await listSeries(lake)).toEqual([
      { ...key, synthetic: false, rows: 1_416, first: newYear, last: newYear + 1_415 * hour },
    ])
    expect(await lake.sql`select count(*) as n, count(vwap) as vwap, count(trades) as trades from candles`).toEqual([
      { n: 1_416, vwap: 0, trades: 0 },
    ])
    expect(await lake.sql`select * from trades`).toEqual([])
    expect(snapshot(lake.root)).toEqual(before)
  })
})

test('a write makes the lake schema 2, and files whose rows do not change stay as they are', async () => {
  await inOldLake(async lake => {
    const before = snapshot(join(lake.root, 'candles'))
    expect(await writeBars(lake, [january])).toEqual({ added: 0, replaced: 0, unchanged: 744 })
    expect(snapshot(join(lake.root, 'candles'))).toEqual(before)
    expect((await readManifest(lake.root)).schema).toBe(1)

    const revised = { ...btc, volume: Float64Array.from(btc.volume, (v, i) => (i < 1_400 ? v : v + 1)) }
    expect(await writeBars(lake, [slice(revised, 1_400, 2_000)])).toEqual({ added: 584, replaced: 16, unchanged: 0 })
    expect(fingerprint(await readBars(lake, key))).toBe(fingerprint(revised))
    const manifest = await readManifest(lake.root)
    expect([manifest.schema, ...manifest.parts.map(part => `${part.period} ${part.schema}`)]).toEqual([
      ...[2, '2025-01 1', '2025-02 2', '2025-03 2'],
    ])
    const [old] = Object.keys(before)
    expect(snapshot(join(lake.root, 'candles'))[old]).toBe(before[old])
    expect(JSON.parse(readFileSync(join(lake.root, 'manifest.json'), 'utf8'))).toMatchObject({
      schema: 2,
      parts: [{ table: 'candles', schema: 1 }, {}, {}],
    })
  })
})

test('rows appended to a lake of schema 1 are read at once, and read the same after compaction', async () => {
  await inOldLake(async lake => {
    const [old] = await readRows(lake, 'candles', { to: newYear + hour })
    expect(old).toMatchObject({ t: newYear, vwap: null, trades: null, funding: 0.0000125 })
    const measured: CandleRow = { ...old, funding: null, vwap: (old.high + old.low) / 2, trades: 12 }
    const expected = { ...measured, funding: 0.0000125 }
    await append(lake, 'candles', [measured])
    const look = async () => (await readRows(lake, 'candles', { to: newYear + 2 * hour })).slice(0, 2)
    const hot = await look()
    expect(hot[0]).toEqual(expected)
    expect(await compact(lake)).toMatchObject([{ added: 0, replaced: 1 }])
    expect(await look()).toEqual(hot)
    expect((await readBars(lake, key)).openTime).toHaveLength(1_416)
  })
})

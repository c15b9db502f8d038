import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { slice } from '../market/bars.ts'
import { hour, minute } from '../market/units.ts'
import { sharedFile } from '../testing/shared.ts'
import { fingerprint } from './fingerprint.ts'
import { importFile, showImport } from './import.ts'
import { openLake } from './lake/lake.ts'
import { readBars } from './lake/read.ts'
import { listSeries } from './lake/series.ts'
import { writeBars } from './lake/write.ts'
import { csvOf, header, newYear, snapshot, walk, withLake } from './testing/lake.ts'

const btc = walk('BTC', 1_000)
const key = { venue: 'test', symbol: 'BTC', interval: hour }
const options = { venue: 'test', symbol: 'BTC' }
const lines = csvOf(btc).split('\n')
const body = lines.slice(1)

test('a CSV file is imported to the last bit, with its interval inferred', async () => {
  await withLake(async (lake, file) => {
    const report = await importFile(lake, file('btc.csv', csvOf(btc)), options)
    expect(report).toMatchObject({
      interval: hour,
      symbols: ['BTC'],
      rows: 1_000,
      added: 1_000,
      repeated: 0,
      unsorted: 0,
    })
    expect(fingerprint(await readBars(lake, key))).toBe(fingerprint(btc))
    expect(showImport(report)).toBe('test 1h: 1,000 bars of 1 symbol; 1,000 added, 0 replaced, 0 unchanged')
  })
})

const iso = (text: string) => text.replace(/^\d+/gm, t => new Date(Number(t)).toISOString())
const spellings: readonly (readonly [what: string, text: string])[] = [
  [
    'other names in other case, and columns nobody reads',
    csvOf(btc).replace(header, 'Open_Time,Open,HIGH,L,Close,Vol'),
  ],
  ['a byte order mark and CRLF', `\ufeff${csvOf(btc).replaceAll('\n', '\r\n')}\r\n`],
  [
    'semicolons and quotes',
    csvOf(btc).replace(header, '"t","open","high","low","close","volume"').replaceAll(',', ';'),
  ],
  ['ISO times', iso(csvOf(btc))],
  ['times without a zone, meant as UTC', iso(csvOf(btc)).replaceAll('T', ' ').replaceAll('.000Z', '')],
  ['times of another zone', iso(csvOf(btc)).replace(/^(.{10})T(\d\d):00:00.000Z/gm, '$1T$2:30:00+00:30')],
  ['a column for the symbol', [`pair,${header}`, ...body.map(line => `BTC,${line}`)].join('\n')],
  ['rows backwards', [header, ...[...body].reverse()].join('\n')],
  ['the same rows twice', [header, ...body, ...body.slice(10, 20)].join('\n')],
]
for (const [what, text] of spellings) {
  test(`the same bars are read from a file with ${what}`, async () => {
    await withLake(async (lake, file) => {
      await importFile(lake, file('btc.csv', text), options)
      expect(fingerprint(await readBars(lake, key))).toBe(fingerprint(btc))
    })
  })
}

test('rows out of order, repeated rows and unread columns are reported', async () => {
  await withLake(async (lake, file) => {
    const rows = [body[1], body[0], body[2], body[2], ...body.slice(3)].map(row => `${row},x`)
    const report = await importFile(lake, file('btc.csv', [`${header},trades`, ...rows].join('\n')), options)
    expect(report).toMatchObject({ rows: 1_001, added: 1_000, repeated: 1, unsorted: 1, ignored: ['trades'] })
    expect(showImport(report)).toMatch(/; 1 repeated; 1 out of order; columns not read: trades$/)
  })
})

test('funding per hour is read, and its empty cells are unknown', async () => {
  await withLake(async (lake, file) => {
    const rows = body.slice(0, 3).map((row, i) => `${row},${['0.0001', '', '-0.5e-4'][i]}`)
    await importFile(lake, file('btc.csv', [`${header},funding`, ...rows].join('\n')), options)
    expect([...((await readBars(lake, key)).funding ?? [])]).toEqual([0.0001, Number.NaN, -0.00005])
  })
})

test('importing the same file again leaves every byte of the lake as it was', async () => {
  await withLake(async (lake, file) => {
    const path = file('btc.csv', csvOf(btc))
    await importFile(lake, path, options)
    const before = snapshot(lake.root)
    expect(await importFile(lake, path, options)).toMatchObject({ added: 0, replaced: 0, unchanged: 1_000 })
    expect(snapshot(lake.root)).toEqual(before)
  })
})

test('of overlapping files the newer import wins', async () => {
  await withLake(async (lake, file) => {
    const other = walk('BTC', 1_000, {}, 2)
    await importFile(lake, file('a.csv', csvOf(slice(btc, 0, 600))), options)
    const report = await importFile(lake, file('b.csv', csvOf(slice(other, 500, 1_000))), options)
    expect(report).toMatchObject({ added: 400, replaced: 100, unchanged: 0 })
    const read = await readBars(lake, key)
    expect(fingerprint(slice(read, 0, 500))).toBe(fingerprint(slice(btc, 0, 500)))
    expect(fingerprint(slice(read, 500, 1_000))).toBe(fingerprint(slice(other, 500, 1_000)))
  })
})

const row = (...cells: readonly (string | number)[]) => cells.join(',')
const sound = row(newYear, 100, 110, 90, 105, 7)
const file3 = (third: string) => [header, sound, row(newYear + hour, 105, 110, 90, 100, 7), third].join('\n')
const at = newYear + 2 * hour
const bad: readonly (readonly [what: string, text: string, message: string | RegExp])[] = [
  ['nothing in it', '', 'is empty, expected candles'],
  ['a header and no rows', header, 'has no rows, expected candles'],
  ['a blank first row', `\n${sound}`, 'row 1 is blank, expected the names of the columns'],
  ['no header', sound, /no column for t: found "1735689600000", "100", .*, expected one of t, opentime, timestamp/],
  [
    'no column for low',
    `t,open,high,close,volume\n1,2,3,4,5`,
    /no column for low: found "t", "open", .*, expected one of low, l/,
  ],
  ['two columns for open', `t,open,Open,high,low,close,volume\n1,2,3,4,5,6,7`, 'two columns for open'],
  ['a word for a number', file3(row(at, 'abc', 1, 1, 1, 1)), 'row 3, column open: found "abc", expected a number'],
  [
    'a number with an underscore',
    file3(row(at, 1, '1_0', 1, 1, 1)),
    'row 3, column high: found "1_0", expected a number',
  ],
  ['an empty cell', file3(row(at, 1, 1, 1, '', 1)), 'row 3, column close: found nothing, expected a number'],
  ['NaN', file3(row(at, 1, 1, 1, 1, 'NaN')), 'row 3, column volume: found "NaN", expected a number'],
  [
    'a number past all floats',
    file3(row(at, 1, '1e999', 1, 1, 1)),
    'row 3, column high: found "1e999", expected a number',
  ],
  ['a negative price', file3(row(at, -1, 1, 1, 1, 1)), 'row 3, column open: found "-1", expected a price above 0'],
  ['a price of 0', file3(row(at, 1, 1, 0, 1, 1)), 'row 3, column low: found "0", expected a price above 0'],
  [
    'a negative volume',
    file3(row(at, 1, 1, 1, 1, -0.5)),
    'row 3, column volume: found "-0.5", expected a volume of at least 0',
  ],
  [
    'high below low',
    file3(row(at, 10, 8, 9, 10, 1)),
    'row 3, column high: found "8", expected at least 10, the highest',
  ],
  ['high below close', file3(row(at, 10, 11, 9, 12, 1)), 'row 3, column high: found "11", expected at least 12'],
  ['low above open', file3(row(at, 10, 12, 11, 12, 1)), 'row 3, column low: found "11", expected at most 10'],
  [
    'a word for a time',
    file3(row('noon', 1, 1, 1, 1, 1)),
    'row 3, column t: found "noon", expected epoch milliseconds or a time',
  ],
  ['the 30th of February', file3(row('2025-02-30', 1, 1, 1, 1, 1)), 'row 3, column t: found "2025-02-30"'],
  ['seconds', file3(row(at / 1e3, 1, 1, 1, 1, 1)), /row 3, column t: .*; it looks like a time in seconds/],
  ['microseconds', file3(row(at * 1e3, 1, 1, 1, 1, 1)), 'it looks like a time in microseconds'],
  ['nanoseconds', file3(row(`${at}000000`, 1, 1, 1, 1, 1)), 'it looks like a time in nanoseconds'],
  ['a year as a time', file3(row(2_025, 1, 1, 1, 1, 1)), 'it looks like no time of 2000..2100 in any unit'],
  [
    'a row too short',
    file3(row(at, 1, 1)),
    /cannot be read: CSV Error on Line: 4; .*Expected Number of Columns: 6 Found: 3/,
  ],
  ['a row too long', file3(row(at, 1, 1, 1, 1, 1, 1)), /Expected Number of Columns: 6 Found: 7/],
  ['an unclosed quote', file3(row(at, '"1', 1, 1, 1, 1)), 'found 2 rows, expected 3: is a quote left open?'],
  [
    'two bars at one time',
    file3(row(newYear, 1, 1, 1, 1, 1)),
    'rows 1 and 3 both hold BTC at 2025-01-01 00:00: found different values',
  ],
  [
    'a bar inside another',
    file3(row(newYear + minute, 1, 1, 1, 1, 1)),
    'the bar of BTC at 2025-01-01 00:01 opens 1m after the one before, expected at least 1h',
  ],
  [
    'funding that is not a number',
    `${header},funding\n${sound},high`,
    'row 1, column funding: found "high", expected a rate per hour, or nothing',
  ],
]
for (const [what, text, message] of bad) {
  test(`a file with ${what} is refused in one line that says so, and the lake is unchanged`, async () => {
    await withLake(async (lake, file) => {
      await writeBars(lake, [walk('BTC', 2)])
      const before = snapshot(lake.root)
      const path = file('bad.csv', text)
      const interval = what === 'a bar inside another' ? { interval: hour } : {}
      const error = await importFile(lake, path, { ...options, ...interval }).then(
        () => undefined,
        (e: Error) => e,
      )
      expect(error).toMatchObject({ name: 'InputError', message: expect.stringMatching(/^[^\n]*$/) })
      expect(error?.message.startsWith(path)).toBe(true)
      if (message instanceof RegExp) expect(error?.message).toMatch(message)
      else expect(error?.message).toContain(message)
      expect(snapshot(lake.root)).toEqual(before)
    })
  })
}

test('a file without candles is refused by name', async () => {
  await withLake(async (lake, file) => {
    const refused = async (path: string, message: string, more = {}) =>
      expect(importFile(lake, path, { ...options, ...more })).rejects.toMatchObject({
        name: 'InputError',
        message: `${path}${message}`,
      })
    await refused(file('a.xlsx', 'x'), ': found a name ending in ".xlsx", expected .parquet, .csv or .tsv')
    await refused(join(lake.root, 'none.csv'), ' does not exist')
    await refused(join(file('a.csv', 'x'), '..'), ' is a folder, expected a file')
    await refused(file('text.parquet', 'no parquet at all'), ': expected a Parquet file, which begins with "PAR1"')
    const whole = file('b.csv', csvOf(btc))
    await refused(whole, ': BTC has a bar every 1h, expected every 4h', { interval: 4 * hour })
    await refused(file('one.csv', `${header}\n${sound}`), ': cannot infer the interval from one bar: pass the interval')
    await refused(file('c.csv', `coin,${header}\nETH,${sound}`), ': row 1, column coin: found "ETH", expected "BTC"')
    await expect(importFile(lake, whole, { venue: '../x' })).rejects.toThrow('venue: found "../x", expected letters')
    await expect(importFile(lake, whole, { venue: 'test' })).rejects.toThrow('no column for symbol')
  })
})

test('synthetic bars are labelled, and cannot be mixed with real ones', async () => {
  await withLake(async (lake, file) => {
    const path = file('btc.csv', csvOf(btc))
    await importFile(lake, path, { ...options, synthetic: true })
    expect((await readBars(lake, key)).synthetic).toBe(true)
    await expect(importFile(lake, path, options)).rejects.toThrow(
      `${path}: test BTC 1h holds synthetic bars; real ones may not`,
    )
  })
})

const dirty = sharedFile('data/dirty/ETH_1h_bad_timestamps.csv')
test.skipIf(!dirty)('the real file that counts thousands of seconds is refused with that unit', async () => {
  await withLake(async lake => {
    await expect(importFile(lake, dirty as string, { venue: 'x', symbol: 'ETH' })).rejects.toThrow(
      'row 1, column timestamp: found "1704067", expected epoch milliseconds of 2000..2100; it looks like a time in thousands of seconds',
    )
    expect(snapshot(lake.root)).toEqual({})
  })
})

const binance = sharedFile('data/candles_1h_binance.parquet')
test.skipIf(!binance)('667,703 Binance bars of 33 symbols arrive, and arriving again changes nothing', async () => {
  await withLake(async lake => {
    const report = await importFile(lake, binance as string, { venue: 'binance' })
    expect(report).toMatchObject({ rows: 667_703, added: 667_703, interval: hour, unsorted: 0, repeated: 0 })
    expect(report.symbols).toHaveLength(33)
    const manifest = snapshot(lake.root)
    expect(await importFile(lake, binance as string, { venue: 'binance' })).toMatchObject({
      added: 0,
      unchanged: 667_703,
    })
    expect(snapshot(lake.root)).toEqual(manifest)
    const [direct] = await lake.sql`
      select sum(close) as close, sum(volume) as volume, min(low) as low, max(high) as high, count(*) as n
      from read_parquet(${binance as string})`
    const [stored] = await lake.sql`
      select sum(close) as close, sum(volume) as volume, min(low) as low, max(high) as high, count(*) as n from candles`
    for (const [name, value] of Object.entries(direct)) {
      expect((stored[name] as number) / (value as number), name).toBeCloseTo(1, 12)
    }
    const shib = await readBars(lake, { venue: 'binance', symbol: 'SHIB', interval: hour })
    expect(shib.openTime).toHaveLength(21_887)
  })
})

const intervals = { '15m': 96_972, '1h': 210_775, '1m': 41_676, '4h': 125_963, '5m': 230_931 }
const hyperliquid = Object.entries(intervals).map(([interval, rows]) => {
  return { path: sharedFile(`data/candles_${interval}_hyperliquid.parquet`), rows }
})
test.skipIf(!hyperliquid.every(file => file.path))(
  'every Hyperliquid file arrives with the interval of its name',
  async () => {
    await withLake(async lake => {
      for (const { path = '', rows } of hyperliquid) {
        const report = await importFile(lake, path, { venue: 'hyperliquid' })
        expect(report).toMatchObject({ rows, added: rows, replaced: 0 })
        expect(basename(path)).toContain(`_${showImport(report).split(/[ :]+/)[1]}_`)
      }
      const total = (await listSeries(lake)).reduce((sum, series) => sum + series.rows, 0)
      expect(total).toBe(Object.values(intervals).reduce((sum, rows) => sum + rows, 0))
      const again = await openLake(lake.root)
      expect(await again.sql`select count(*) as n from candles`).toEqual([{ n: total }])
      again.close()
    })
  },
)

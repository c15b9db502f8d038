import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeBars } from '../market/bars.ts'
import { hour } from '../market/units.ts'
import { fingerprint } from './fingerprint.ts'
import { importFile } from './import.ts'
import type { Lake } from './lake/lake.ts'
import { readBars } from './lake/read.ts'
import { writeBars } from './lake/write.ts'
import { csvOf, walk, withLake } from './testing/lake.ts'

const bars = walk('BTC', 40)
const manifest = (lake: Lake) => readFileSync(join(lake.root, 'manifest.json'), 'utf8')

/** Replaces some bytes, and may cut the file short. */
const damage = (size: number) =>
  fc.record({
    bytes: fc.array(fc.tuple(fc.nat(size - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 2 }),
    end: fc.oneof({ weight: 9, arbitrary: fc.constant(size) }, { weight: 1, arbitrary: fc.nat(size) }),
  })

function damaged(whole: Uint8Array, { bytes, end }: { bytes: [number, number][]; end: number }): Uint8Array {
  const copy = Uint8Array.from(whole)
  for (const [at, flip] of bytes) copy[at] ^= flip
  return copy.subarray(0, end)
}

/** Imports the bytes under a venue of their own. If refused: one line, lake unchanged. If accepted: returns the venue's name. */
function importer(lake: Lake, file: (name: string, content: Uint8Array) => string, ending: string) {
  let count = 0
  return async (bytes: Uint8Array): Promise<string | undefined> => {
    const venue = `v${count++}`
    const before = manifest(lake)
    try {
      await importFile(lake, file(`damaged.${ending}`, bytes), { venue, symbol: 'BTC', interval: hour })
      return venue
    } catch (error) {
      expect(error).toMatchObject({ name: 'InputError', message: expect.stringMatching(/^.+damaged\.[^\n]+$/) })
      expect(manifest(lake)).toBe(before)
      return undefined
    }
  }
}

/** Values of a CSV file by an independent parser; undefined when any cell is not a number. */
function readStrictly(bytes: Uint8Array) {
  const text = new TextDecoder('utf-8').decode(bytes)
  const cells = text
    .split('\n')
    .slice(1)
    .map(line => line.replace(/\r$/, ''))
    .filter(line => line !== '')
    .map(line =>
      line.split(',').map(cell =>
        cell
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      ),
    )
  const numeric = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
  if (!cells.every(row => row.length === 6 && row.every(cell => numeric.test(cell)))) return undefined
  const once = new Map(cells.map(row => [Number(row[0]), row.map(Number)]))
  const rows = [...once.values()].sort((a, b) => a[0] - b[0])
  const [openTime, open, high, low, close, volume] = [0, 1, 2, 3, 4, 5].map(c => Float64Array.from(rows, row => row[c]))
  return makeBars({ ...bars, openTime, open, high, low, close, volume })
}

test('a damaged CSV file is refused, or imported with exactly the numbers that it still contains', async () => {
  await withLake(async (lake, file) => {
    await writeBars(lake, [bars])
    const whole = Buffer.from(`${csvOf(bars)}\n`)
    const take = importer(lake, file, 'csv')
    const other = Buffer.from(whole)
    other[whole.length - 2] ^= 1 // the last digit of a volume, another digit now
    expect(await take(other)).toBeDefined()
    let taken = 0
    await fc.assert(
      fc.asyncProperty(damage(whole.length), async harm => {
        const bytes = damaged(whole, harm)
        const venue = await take(bytes)
        if (venue === undefined) return
        taken++
        const said = readStrictly(bytes)
        expect(said).toBeDefined()
        const read = await readBars(lake, { venue, symbol: 'BTC', interval: hour })
        expect(fingerprint({ ...read, venue: 'test' })).toBe(said && fingerprint(said))
      }),
      { numRuns: 120 },
    )
    // Most flips turn a digit into another character.
    expect(taken).toBeLessThan(120)
  })
})

test('a damaged Parquet file is refused in one line, or imported with valid candles', async () => {
  await withLake(async (lake, file) => {
    await writeBars(lake, [bars])
    const path = file('whole.parquet', '')
    await lake.database.connected(connection =>
      connection.run(`copy (select range * 3600000 + 1735689600000 as t, 10::double as open, 12 + random() as high,
        8.0 as low, 10.0 as close, 5.0 as volume from range(200)) to '${path}' (format parquet, compression zstd)`),
    )
    const whole = readFileSync(path)
    const take = importer(lake, file, 'parquet')
    expect(await take(whole)).toBeDefined()
    await fc.assert(
      fc.asyncProperty(damage(whole.length), async harm => {
        const venue = await take(damaged(whole, harm))
        if (venue) await readBars(lake, { venue, symbol: 'BTC', interval: hour }) // makeBars refuses what is no candle
      }),
      { numRuns: 80 },
    )
  })
})

test('a Parquet file cut short anywhere is refused', async () => {
  await withLake(async (lake, file) => {
    await writeBars(lake, [walk('BTC', 100)])
    const [{ file: part }] = (JSON.parse(manifest(lake)) as { parts: { file: string }[] }).parts
    const whole = readFileSync(join(lake.root, part))
    const take = importer(lake, file, 'parquet')
    for (const end of [1, 4, 8, 11, 12, 100, whole.length >> 1, whole.length - 1]) {
      expect(await take(whole.subarray(0, end))).toBeUndefined()
    }
  })
})

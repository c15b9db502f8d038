import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compress } from 'lz4js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Rows, TableName } from '../../../data/lake/tables.ts'
import { inFolder } from '../../../data/testing/lake.ts'
import { type EpochMs, hour } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { needs } from '../../../testing/shared.ts'
import type { ArchiveRequest } from './archive-request.ts'
import { blockFiles, bookFiles, contextFiles, nodeTradeFiles } from './datasets.ts'
import { type DownloadOptions, downloadArchive } from './download.ts'
import { estimate } from './estimate.ts'
import { openJournal } from './journal.ts'
import { listArchive } from './listing.ts'
import type { Sink } from './reader.ts'
import { openStore, type Store } from './store.ts'
import { bookLines, captured, contextLines, fillLines } from './testing/captured.ts'
import { frameOf } from './testing/frame.ts'
import { credentials, startS3, type TestS3 } from './testing/s3.ts'

const moto = needs('moto')
const tape = captured('node/node_trades_sample.jsonl')?.trim().split('\n')
const stream = captured('ws/ws_captures.jsonl')
const frame = captured('nautilus/ws_all_dexs_asset_ctxs.json')

const start = Date.UTC(2025, 4, 20) as EpochMs
const at = (hours: number) => (start + hours * hour) as EpochMs
const packed = (lines: readonly string[]) => compress(Buffer.from(lines.map(line => `${line}\n`).join('')))
/** One captured book at ten moments of an hour. */
const booksOf = (hours: number) => {
  const [, line] = bookLines(stream!)
  return Array.from({ length: 10 }, (_, i) => line.replace(/"time":17\d+/, `"time":${at(hours) + i * 1_000}`))
}

describe.skipIf(!moto || !tape || !stream || !frame)('an archive of captured lines', () => {
  let s3: TestS3
  let store: Store

  beforeAll(async () => {
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
    s3 = await startS3(moto!)
    for (const hours of [0, 1, 2, 4, 5, 6, 8, 9, 11])
      await s3.put(bookFiles, bookFiles.key(at(hours), 'BTC'), packed(booksOf(hours)))
    const corrupted = Buffer.from(frameOf(Buffer.from(`${booksOf(3).join('\n')}\n`), { contentChecksum: true }))
    corrupted[60] ^= 1
    await s3.put(bookFiles, bookFiles.key(at(3), 'BTC'), corrupted)
    await s3.put(bookFiles, bookFiles.key(at(7), 'BTC'), packed(booksOf(7)).subarray(0, 700))
    await s3.put(contextFiles, contextFiles.key(at(0), ''), packed(contextLines(frame!, '2025-05-20T00:00:00Z')))
    await s3.put(nodeTradeFiles, nodeTradeFiles.key(at(0), ''), packed(tape!))
    const block = JSON.stringify({ block_number: 1, events: fillLines(tape!).map(line => JSON.parse(line)) })
    await s3.put(blockFiles, blockFiles.key(at(1), ''), packed([block]))
  })
  afterAll(async () => {
    await s3?.stop()
    vi.unstubAllEnvs()
  })
  beforeEach(() => {
    store = openStore({ endpoint: s3.endpoint })
  })
  afterEach(() => store.close())

  interface Run {
    readonly request: ArchiveRequest
    readonly sink?: Sink
    readonly change?: Partial<DownloadOptions>
  }
  async function take(folder: string, { request, sink, change }: Run) {
    const rows: { readonly table: TableName; readonly row: Rows[TableName] }[] = []
    const signal = new AbortController().signal
    const retry = { random: random(1), signal, sleep: async () => {} }
    const journal = await openJournal(join(folder, 'journal.jsonl'))
    try {
      const { files, spent } = await listArchive(store, request, retry)
      const found = estimate(request, files, file => journal.has(file, file.coin ? [file.coin] : request.coins), spent)
      const gather: Sink = async (table, some) => {
        for (const row of some) rows.push({ table, row })
      }
      const options = {
        ...retry,
        sink: sink ?? gather,
        journal,
        concurrency: 3,
        folder: join(folder, 'files'),
        ...change,
      }
      return { found, rows, taken: await downloadArchive(store, found, options) }
    } finally {
      await journal.close()
    }
  }
  const books = (from: number, to: number): ArchiveRequest => ({
    kind: 'books',
    coins: ['BTC'],
    from: at(from),
    to: at(to),
  })

  test('gives the books of each hour it has, and a missing hour between them as a gap', async () => {
    await inFolder(async folder => {
      const { rows, taken } = await take(folder, { request: { ...books(8, 12), coins: ['BTC', 'SOL'] } })
      expect(taken).toMatchObject({ files: 3, rows: 30, failed: [] })
      const times = rows.filter(({ table }) => table === 'books').map(({ row }) => row.t)
      expect(times.sort()).toEqual([8, 9, 11].flatMap(h => Array.from({ length: 10 }, (_, i) => at(h) + i * 1_000)))
      expect(rows.filter(({ table }) => table === 'gaps').map(({ row }) => row)).toEqual([
        {
          venue: 'hyperliquid',
          symbol: 'BTC',
          t: at(10),
          to: at(11),
          stream: 'books',
          reason: 'the archive has no file',
        },
      ])
      expect(readdirSync(join(folder, 'files'))).toEqual([])
    })
  })

  test('gives each file once', async () => {
    await inFolder(async folder => {
      await take(folder, { request: books(0, 2) })
      const { found, taken } = await take(folder, { request: books(0, 3) })
      expect([found.taken, taken.files, taken.rows]).toEqual([2, 1, 10])
    })
  })

  test('gives further coins of a file that was read before', async () => {
    await inFolder(async folder => {
      const request: ArchiveRequest = { kind: 'contexts', coins: ['C0', 'C1'], from: at(0), to: at(1) }
      expect((await take(folder, { request })).taken.rows).toBe(2)
      expect((await take(folder, { request })).taken.files).toBe(0)
      expect((await take(folder, { request: { ...request, coins: ['C1', 'C2'] } })).taken.rows).toBe(2)
      const all = await take(folder, { request: { ...request, coins: [] } })
      expect(all.taken.rows).toBeGreaterThan(150)
    })
  })

  test('gives trades of every format', async () => {
    await inFolder(async folder => {
      const { rows, taken } = await take(folder, { request: { kind: 'trades', coins: [], from: at(0), to: at(2) } })
      expect(taken).toMatchObject({ files: 2, rows: 50, failed: [] })
      const [derived, told] = [rows.slice(0, 25), rows.slice(25)].map(some =>
        some.map(({ row }) => row as Rows['trades']),
      )
      expect(derived.map(({ price, size, side, t }) => ({ price, size, side, t }))).toEqual(
        told.map(({ price, size, side, t }) => ({ price, size, side, t })),
      )
    })
  })

  test('with a corrupted and a truncated file gives all others, and reports both errors', async () => {
    await inFolder(async folder => {
      const { taken } = await take(folder, { request: books(2, 8) })
      expect(taken).toMatchObject({ files: 4, rows: 40 })
      const reasons = taken.failed.map(({ reason }) => reason).sort()
      expect(reasons[0]).toMatch(/^market_data\/20250520\/3\/l2Book\/BTC.lz4: byte \d+: /)
      expect(reasons[1]).toMatch(/^market_data\/20250520\/7\/l2Book\/BTC.lz4: byte \d+: the file is cut short/)
      // They are paid for: after a fix of the reader they need not be downloaded again.
      expect(readdirSync(join(folder, 'files'))).toHaveLength(2)
      expect((await take(folder, { request: books(2, 8) })).found.files).toHaveLength(2)
    })
  })

  test('stops at once when the sink fails, and records only stored files', async () => {
    await inFolder(async folder => {
      const sink: Sink = async () => {
        throw new Error('disk full')
      }
      await expect(take(folder, { request: books(0, 3), sink })).rejects.toThrow('disk full')
      expect((await take(folder, { request: books(0, 3) })).taken.rows).toBe(30)
    })
  })

  test('stops when aborted, and continues later', async () => {
    await inFolder(async folder => {
      const stop = new AbortController()
      const kept: number[] = []
      const sink: Sink = async (_, rows) => {
        kept.push(rows.length)
        stop.abort(new Error('enough'))
      }
      const change = { signal: stop.signal, concurrency: 1 }
      await expect(take(folder, { request: books(0, 3), sink, change })).rejects.toThrow('enough')
      expect(kept).toEqual([10])
      const { found, taken } = await take(folder, { request: books(0, 3) })
      expect([found.taken + found.files.length, taken.failed]).toEqual([3, []])
    })
  })
})

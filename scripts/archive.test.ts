import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compress } from 'lz4js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLake } from '../lab/data/lake/lake.ts'
import { inFolder, snapshot } from '../lab/data/testing/lake.ts'
import { type EpochMs, hour } from '../lab/market/units.ts'
import { once, run } from '../lab/testing/script.ts'
import { needs } from '../lab/testing/shared.ts'
import { bookFiles, contextFiles } from '../lab/venues/hyperliquid/archive/datasets.ts'
import { bookLines, captured, contextLines } from '../lab/venues/hyperliquid/archive/testing/captured.ts'
import { credentials, startS3, type TestS3 } from '../lab/venues/hyperliquid/archive/testing/s3.ts'
import { startWire, type Wire } from '../lab/venues/hyperliquid/archive/testing/wire.ts'

const moto = needs('moto')
const stream = captured('ws/ws_captures.jsonl')
const frame = captured('nautilus/ws_all_dexs_asset_ctxs.json')
const start = Date.UTC(2025, 4, 20) as EpochMs
const hours = 12
const perHour = 2_000

describe.skipIf(!moto || !stream || !frame)('the archive', () => {
  let s3: TestS3
  let wire: Wire

  beforeAll(async () => {
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
    s3 = await startS3(moto!)
    const [, line] = bookLines(stream!)
    for (let i = 0; i < hours; i++) {
      // The hour before the last is missing.
      const t = (start + (i === hours - 1 ? hours : i) * hour) as EpochMs
      const books = Array.from({ length: perHour }, (_, n) =>
        line.replace(/"time":17\d+/, `"time":${t + n * 500}`).replace('"sz":"', `"sz":"${n * 7919 * (i + 1)}`),
      )
      await s3.put(bookFiles, bookFiles.key(t, 'BTC'), compress(Buffer.from(books.join('\n'))))
    }
    const contexts = Buffer.from(contextLines(frame!, '2025-05-20T00:00:00Z').join('\n'))
    await s3.put(contextFiles, contextFiles.key(start, ''), compress(contexts))
  })
  afterAll(async () => {
    await s3?.stop()
    vi.unstubAllEnvs()
  })
  beforeEach(async () => {
    wire = await startWire(s3.endpoint)
  })
  afterEach(() => wire.stop())

  const books = (lake: string, ...more: readonly string[]) => [
    ...['books', '--coins', 'BTC', '--from', '2025-05-20', '--to', '2025-05-20T13:00Z', '--lake', lake],
    ...['--endpoint', wire.endpoint, ...more],
  ]
  async function digest(root: string): Promise<unknown> {
    const lake = await openLake(root)
    try {
      return await lake.sql`select symbol, count(*) as rows, count(distinct t) as times, min(t) as first, max(t) as last,
        sum(bid_sizes[1]::decimal(38, 6))::varchar as sizes from books group by 1 order by 1`
    } finally {
      lake.close()
    }
  }

  test('is listed with its costs without downloading or writing a byte', async () => {
    await inFolder(async folder => {
      const { code, out } = await run('archive', books(join(folder, 'lake'), '--estimate'))
      expect(out).toMatch(
        /^books: 12 of 13 files exist, 0 files in the lake already\n {2}missing: BTC 2025-05-20 11:00 to 2025-05-20 12:00\n/,
      )
      expect(out).toMatch(/to download: 12 files, \d+\.\d MiB, costs less than 0\.01 USD \(transfer .*\n$/)
      expect(code).toBe(0)
      expect(wire.passed.every(({ path }) => path.includes('list-type=2'))).toBe(true)
      expect(snapshot(folder)).toEqual({})
    })
  })

  test('is downloaded into the lake, and a second run has nothing to do', async () => {
    await inFolder(async folder => {
      const lake = join(folder, 'lake')
      const first = await run('archive', books(lake))
      expect(first.out).toMatch(/\n12 files, \d+\.\d MiB downloaded, 24,000 rows\n$/)
      expect(first.code).toBe(0)
      const before = wire.bytes()
      const second = await run('archive', books(lake, '--json'))
      const { estimate, taken } = JSON.parse(second.out)
      expect([estimate.taken, estimate.bytes, estimate.cost.total, taken.rows]).toEqual([12, 0, 0, 0])
      expect(wire.bytes() - before).toBeLessThan(20_000)
      expect(await digest(lake)).toMatchObject([
        { symbol: 'BTC', rows: 24_000, times: 24_000, first: start, last: start + 12 * hour + 1_999 * 500 },
      ])
      const { gaps } = await withLake(lake)
      expect(gaps).toMatchObject([{ symbol: 'BTC', stream: 'books', t: start + 11 * hour, until: start + 12 * hour }])
      for (const { headers } of wire.passed) expect(headers['x-amz-request-payer']).toBe('requester')
    })
  })

  test('arrives whole, with few bytes paid twice, when the process is killed and restarted at any moment', async () => {
    await inFolder(async folder => {
      const whole = join(folder, 'whole')
      await run('archive', books(whole))
      const total = wire.bytes()
      await wire.stop()
      wire = await startWire(s3.endpoint)
      const lake = join(folder, 'lake')
      const journal = join(lake, 'archive', 'journal.jsonl')
      const taken = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0)
      let killed = 0
      for (const least of [1, 3, 6]) {
        // Every third download pauses half way, so that a kill leaves half a file.
        let seen = 0
        wire.fault = ({ path }) => (path.includes('.lz4') && ++seen % 3 === 0 ? { silentAfter: 20_000 } : undefined)
        const { code } = await run(
          'archive',
          books(lake, '--concurrency', '2'),
          once(
            () => taken() >= least,
            child => child.kill('SIGKILL'),
          ),
        )
        if (code === null) killed++
      }
      expect(killed).toBe(3)
      wire.fault = () => undefined
      const last = await run('archive', books(lake))
      expect(last.code).toBe(0)
      expect(await digest(lake)).toEqual(await digest(whole))
      // Bytes that were read but not yet recorded, or were in flight at the kill, are paid twice.
      expect(wire.bytes()).toBeLessThan(1.4 * total)
    })
  }, 600_000)

  test('stops at Ctrl-C with one line, and the same command continues', async () => {
    await inFolder(async folder => {
      const lake = join(folder, 'lake')
      wire.fault = ({ path }) => (path.includes('/9/') ? { silentAfter: 1_000 } : undefined)
      const journal = join(lake, 'archive', 'journal.jsonl')
      const stopped = await run(
        'archive',
        books(lake),
        once(
          () => existsSync(journal) && readFileSync(journal, 'utf8').length > 0,
          child => child.kill('SIGINT'),
        ),
      )
      expect(stopped.err).toMatch(/stopping: .*\nstopped: the same command continues\n$/)
      expect(stopped.code).toBe(130)
      wire.fault = () => undefined
      expect((await run('archive', books(lake))).code).toBe(0)
      expect(await digest(lake)).toMatchObject([{ rows: 24_000 }])
    })
  })

  test('is not downloaded above --max-cost without --yes', async () => {
    await inFolder(async folder => {
      const lake = join(folder, 'lake')
      const refused = await run('archive', books(lake, '--max-cost', '0'))
      expect(refused.err).toMatch(
        /the download costs less than 0\.01 USD, and --max-cost is 0.00 USD: nothing was downloaded; repeat with --yes\n$/,
      )
      expect(refused.code).toBe(1)
      expect(wire.passed.some(({ path }) => path.includes('.lz4'))).toBe(false)
      const contexts = [
        'contexts',
        '--from',
        '2025-05-20',
        '--to',
        '2025-05-21',
        '--lake',
        lake,
        '--endpoint',
        wire.endpoint,
      ]
      const paid = await run('archive', [...contexts, '--max-cost', '0', '--yes', '--json'])
      expect(paid.code).toBe(0)
      expect(JSON.parse(paid.out).taken).toMatchObject({ files: 1, failed: [] })
    })
  })

  test('is downloaded by one process at a time', async () => {
    await inFolder(async folder => {
      const lake = join(folder, 'lake')
      wire.fault = ({ path }) => (path.includes('.lz4') ? { silentAfter: 1_000 } : undefined)
      let second: ReturnType<typeof run> | undefined
      await run(
        'archive',
        books(lake),
        once(
          () => wire.passed.some(({ path }) => path.includes('.lz4')),
          async child => {
            second = run('archive', books(lake))
            await second
            child.kill('SIGKILL')
          },
        ),
      )
      const { code, err } = await second!
      expect(err).toMatch(/archive: process \d+ is downloading already: try again when it has finished\n$/)
      expect(code).toBe(1)
    })
  })
})

async function withLake(root: string) {
  const lake = await openLake(root)
  try {
    return { gaps: await lake.sql`select symbol, stream, t, "to" as until from gaps` }
  } finally {
    lake.close()
  }
}

test.each([
  [['books', '--from', '2025-01', '--to', '2025-02'], '--coins: expected at least one coin for books, found none'],
  [['trades', '--from', '2025-02', '--to', '2025-01'], '--to: expected a time after --from'],
  [['candles', '--from', '2025-01', '--to', '2025-02'], "error: command-argument value 'candles' is invalid"],
  [['trades', '--from', 'then', '--to', '2025-01'], '--from: "then" is not a UTC time'],
  [['trades', '--from', '2025-01'], "error: required option '--to <time>' not specified"],
])('%j is answered by one line and exit code 1', async (args, line) => {
  await inFolder(async folder => {
    const { code, out, err } = await run('archive', [...args, '--lake', join(folder, 'lake')])
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, out, made: snapshot(folder) }).toMatchObject({ code: 1, out: '' })
  })
})

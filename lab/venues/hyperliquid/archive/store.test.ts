import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { inFolder } from '../../../data/testing/lake.ts'
import { InputError } from '../../../input-error.ts'
import type { EpochMs } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { needs } from '../../../testing/shared.ts'
import { blockFiles, bookFiles, contextFiles } from './datasets.ts'
import type { Listed } from './estimate.ts'
import { fetchFile } from './fetch.ts'
import { listArchive } from './listing.ts'
import type { Retry } from './retry.ts'
import { openStore, type Store } from './store.ts'
import { credentials, startS3, type TestS3 } from './testing/s3.ts'
import { startWire, type Wire } from './testing/wire.ts'

const moto = needs('moto')
const contents = { small: randomBytes(700_000), parts: randomBytes(12_000_001) }
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')
const small: Listed = { dataset: blockFiles, key: 'small.lz4', etag: md5(contents.small), bytes: contents.small.length }
const day = Date.UTC(2023, 8, 16) as EpochMs

describe.skipIf(!moto)('an S3', () => {
  let s3: TestS3
  let wire: Wire
  let store: Store
  let waits: number[] = []
  const retry = (more: Partial<Retry> = {}): Retry => ({
    ...{ random: random(1), signal: new AbortController().signal, sleep: async ms => waits.push(ms) },
    ...more,
  })
  const fetched = (folder: string, file = small, more: Partial<Retry> & { readonly timeout?: number } = {}) =>
    fetchFile(store, file, { folder, ...retry(more), ...more })
  const gets = () => wire.passed.filter(({ path }) => path.includes('.lz4'))

  beforeAll(async () => {
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
    s3 = await startS3(moto!)
    await s3.put(blockFiles, small.key, contents.small)
    await s3.putParts(blockFiles, 'parts.lz4', contents.parts, 5 * 1_048_576)
    for (let i = 0; i < 1_203; i++) await s3.put(bookFiles, `market_data/20230916/0/l2Book/C${i}.lz4`, Buffer.from('x'))
  })
  afterAll(async () => {
    await s3?.stop()
    vi.unstubAllEnvs()
  })
  beforeEach(async () => {
    waits = []
    wire = await startWire(s3.endpoint)
    store = openStore({ endpoint: wire.endpoint, timeout: 2_000 })
  })
  afterEach(async () => {
    store.close()
    await wire.stop()
  })

  test('is listed page by page, each request paid by the requester', async () => {
    // The last key by name, which is on the second page.
    const request = { kind: 'books', coins: ['C0', 'C999', 'BTC'], from: day, to: (day + 1) as EpochMs } as const
    const { files, spent } = await listArchive(store, request, retry())
    const rest = { dataset: bookFiles, bytes: 1, etag: md5(Buffer.from('x')) }
    expect(files).toEqual(['C0', 'C999'].map(coin => ({ ...rest, key: `market_data/20230916/0/l2Book/${coin}.lz4` })))
    expect(spent).toBeCloseTo(0.00001, 12)
    expect(wire.passed.map(({ headers }) => headers['x-amz-request-payer'])).toEqual(['requester', 'requester'])
  })

  test('gives a complete, verified file, and pays for it once', async () => {
    await inFolder(async folder => {
      const path = await fetched(folder)
      expect(readFileSync(path).equals(contents.small)).toBe(true)
      expect(await fetched(folder)).toBe(path)
      expect(gets()).toHaveLength(1)
      expect(gets()[0].headers).toMatchObject({ 'x-amz-request-payer': 'requester', 'if-match': `"${small.etag}"` })
      expect(readdirSync(folder)).toHaveLength(1)
    })
  })

  test('gives a file that was uploaded in parts, verified by its ETag', async () => {
    await inFolder(async folder => {
      const { files } = await store.list(blockFiles, 'parts', undefined, retry().signal)
      expect(files[0].etag).toMatch(/-3$/)
      const path = await fetched(folder, files[0])
      expect(readFileSync(path).equals(contents.parts)).toBe(true)
      expect(gets().at(-1)!.path).toContain('partNumber=1')
      expect(gets().every(({ headers }) => headers['x-amz-request-payer'] === 'requester')).toBe(true)
    })
  })

  test.each([
    ['answers 503 for a while', [{ status: 503 }, { status: 500 }, { status: 429 }], 0],
    ['is cut off', [{ cutAfter: 300_000 }], 300_000],
    ['is cut off twice', [{ cutAfter: 300_000 }, { cutAfter: 100_000 }], 400_000],
    ['falls silent', [{ silentAfter: 200_000 }], 200_000],
  ] as const)('that %s is asked again for what is missing, and for no more', async (_, faults, had) => {
    await inFolder(async folder => {
      wire.fault = () => faults[gets().length - 1]
      const path = await fetched(folder, small, { timeout: 300 })
      expect(readFileSync(path).equals(contents.small)).toBe(true)
      expect(gets()).toHaveLength(faults.length + 1)
      expect(gets().at(-1)!.headers.range).toBe(had ? `bytes=${had}-` : undefined)
      expect(waits).toHaveLength(faults.length)
      expect(Math.max(...waits)).toBeLessThanOrEqual(500 * 2 ** (faults.length - 1))
    })
  })

  test('that sends wrong bytes is asked again from the start', async () => {
    await inFolder(async folder => {
      wire.fault = () => (gets().length === 1 ? { bendAt: 345_678 } : undefined)
      expect(readFileSync(await fetched(folder)).equals(contents.small)).toBe(true)
      expect(gets().map(({ headers }) => headers.range)).toEqual([undefined, undefined])
    })
  })

  test('that sends the same wrong bytes twice is not asked a third time', async () => {
    await inFolder(async folder => {
      wire.fault = () => ({ bendAt: 7 })
      await expect(fetched(folder)).rejects.toThrow(/small.lz4: expected ETag [0-9a-f]{32}, found [0-9a-f]{32}, twice/)
      expect(gets()).toHaveLength(2)
      expect(readdirSync(folder)).toEqual([])
    })
  })

  test('that ignores ranges is rejected', async () => {
    await inFolder(async folder => {
      writeFileSync(join(folder, `small.lz4.${small.etag}.part`), contents.small.subarray(0, 9))
      wire.fault = () => (gets().length === 1 ? { ignoreRange: true } : undefined)
      expect(readFileSync(await fetched(folder)).equals(contents.small)).toBe(true)
      expect(gets().map(({ headers }) => headers.range)).toEqual(['bytes=9-', 'bytes=9-'])
    })
  })

  test.each([
    ['sound', contents.small.subarray(0, 500_000), ['bytes=500000-']],
    ['wrong', Buffer.alloc(500_000, 1), ['bytes=500000-', undefined]],
    ['too long', Buffer.alloc(800_000, 1), [undefined]],
    ['whole', contents.small, []],
  ])('gives the rest of a partial file that is %s, and the whole is verified', async (_, half, ranges) => {
    await inFolder(async folder => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `small.lz4.${small.etag}.part`), half)
      expect(readFileSync(await fetched(folder)).equals(contents.small)).toBe(true)
      expect(gets().map(({ headers }) => headers.range)).toEqual(ranges)
    })
  })

  test.each([
    ['a file that is gone', { ...small, key: 'gone.lz4' }, 'gone.lz4: there is no such file any more'],
    [
      'a file that changed',
      { ...small, etag: md5(Buffer.from('old')) },
      'small.lz4: the file has changed since it was listed',
    ],
    ['a file of another length', { ...small, bytes: 5 }, 'small.lz4: expected 5 bytes, found 700000'],
    [
      'a bucket that is not there',
      { ...small, dataset: { ...contextFiles, bucket: 'none' } },
      'there is no such bucket',
    ],
  ])('reports in one line that it has not %s', async (_, file, message) => {
    await inFolder(async folder => {
      const error = await fetched(folder, file).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(InputError)
      expect((error as Error).message).toContain(message)
      expect((error as Error).message.split('\n')).toHaveLength(1)
    })
  })

  test('that is unreachable is asked six times', async () => {
    const nobody = openStore({ endpoint: 'http://127.0.0.1:9' })
    const error = await fetchFile(nobody, small, { folder: '/nowhere', ...retry() }).catch((error: unknown) => error)
    expect((error as Error).message).toMatch(/EACCES|EROFS|ENOENT|small.lz4: ECONNREFUSED/)
    await inFolder(async folder => {
      await expect(fetchFile(nobody, small, { folder, ...retry() })).rejects.toThrow(/small.lz4: .*ECONNREFUSED/)
    })
    expect(waits.length).toBeGreaterThanOrEqual(5)
  })

  test('is released at once when aborted', async () => {
    await inFolder(async folder => {
      const stop = new AbortController()
      wire.fault = () => ({ silentAfter: 100_000 })
      const work = fetched(folder, small, { signal: stop.signal })
      setTimeout(() => stop.abort(new Error('enough')), 150)
      await expect(work).rejects.toThrow('enough')
      wire.fault = () => undefined
      expect(readFileSync(await fetched(folder)).equals(contents.small)).toBe(true)
      expect(gets().at(-1)!.headers.range).toBe('bytes=100000-')
    })
  })

  test('is not contacted without credentials, and the message says how to set them', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined)
    for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) vi.stubEnv(name, '/nowhere')
    try {
      const bare = openStore({ endpoint: wire.endpoint })
      await expect(bare.list(bookFiles, 'x', undefined, retry().signal)).rejects.toThrow(
        'no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
      )
      expect(wire.passed).toEqual([])
    } finally {
      for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
    }
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { fingerprint } from '../../data/fingerprint.ts'
import { syntheticMarket } from '../../data/synthetic/market.ts'
import { needs } from '../../testing/shared.ts'
import { credentials, startS3, type TestS3 } from '../../venues/hyperliquid/archive/testing/s3.ts'
import { openSnapshots } from './open.ts'
import { fetchSnapshot, shareSnapshot } from './snapshot.ts'
import type { SnapshotStore } from './store.ts'

const market = syntheticMarket({ seed: 4, symbols: ['SYN-A', 'SYN-B'], bars: 300, edge: 0.1, gaps: 0.02 })
const other = syntheticMarket({ seed: 5, symbols: ['SYN-A', 'SYN-B'], bars: 300, edge: 0.1 })
const moto = needs('moto')
const folder = mkdtempSync(join(tmpdir(), 'seedbed-snapshots-'))
let s3: TestS3 | undefined

beforeAll(async () => {
  for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
  vi.stubEnv('AWS_REGION', 'us-east-1')
  if (moto) s3 = await startS3(moto)
}, 600_000)
afterAll(async () => {
  await s3?.stop()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const places: readonly (readonly [string, boolean, (name: string) => SnapshotStore])[] = [
  ['a folder', true, name => openSnapshots(join(folder, name))],
  ['S3', moto !== undefined, name => openSnapshots(`s3://hl-mainnet-node-data/${name}`, s3?.endpoint)],
]

describe.each(places)('snapshots in %s', (_, isThere, open) => {
  let store: SnapshotStore | undefined
  let tests = 0
  const fresh = () => {
    store = open(`test-${++tests}`)
    return store
  }
  afterEach(() => store?.close())

  test.skipIf(!isThere)('return the same bars, in the requested order', async () => {
    const store = fresh()
    const print = await shareSnapshot(store, market)
    expect(print).toBe(fingerprint(market))
    const back = await fetchSnapshot(store, print, ['SYN-B', 'SYN-A'])
    expect(back).toEqual([market[1], market[0]])
    expect(fingerprint([back[1], back[0]])).toBe(print)
  })

  test.skipIf(!isThere)('are stored once, however often they are shared', async () => {
    const store = fresh()
    const written: string[] = []
    const counting = {
      ...store,
      write: (name: string, bytes: Uint8Array) => {
        written.push(name)
        return store.write(name, bytes)
      },
    }
    for (let i = 0; i < 3; i++) await shareSnapshot(counting, market)
    await shareSnapshot(counting, other)
    expect(written).toHaveLength(2)
    expect(new Set(written).size).toBe(2)
  })

  test.skipIf(!isThere)('that are missing are reported with their place', async () => {
    const store = fresh()
    await expect(fetchSnapshot(store, 'f'.repeat(64), ['SYN-A'])).rejects.toThrow(store.place)
    expect(await store.has(`${'f'.repeat(64)}.bars`)).toBe(false)
  })

  test.skipIf(!isThere)('that were changed or truncated are rejected', async () => {
    const store = fresh()
    const [print, foreign] = [await shareSnapshot(store, market), await shareSnapshot(store, other)]
    const bytes = await store.read(`${foreign}.bars`)
    await store.write(`${print}.bars`, bytes)
    await expect(fetchSnapshot(store, print, ['SYN-A'])).rejects.toThrow('the file was changed after it was written')
    await store.write(`${print}.bars`, bytes.subarray(0, bytes.length - 9))
    await expect(fetchSnapshot(store, print, ['SYN-A'])).rejects.toThrow(/\.bars/)
  })

  test.skipIf(!isThere)('report a missing symbol', async () => {
    const store = fresh()
    const print = await shareSnapshot(store, market)
    await expect(fetchSnapshot(store, print, ['SYN-C'])).rejects.toThrow('expected bars of SYN-C, found SYN-A, SYN-B')
  })
})

test('a place other than a folder or bucket is refused', () =>
  expect(() => openSnapshots('https://elsewhere.example/bars')).toThrow('expected a folder or s3://bucket/prefix'))

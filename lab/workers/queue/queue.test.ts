import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Score } from '../../evolution/score.ts'
import { drawGenome, type Genome } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { random } from '../../random.ts'
import { startRedis, type TestRedis } from '../../testing/redis.ts'
import { needs } from '../../testing/shared.ts'
import { smallDataset } from '../../testing/small-run.ts'
import { openSnapshots } from '../snapshots/open.ts'
import { startWorkers } from '../threads/pool.ts'
import { connectRedis } from './connection.ts'
import { readParticipants } from './heartbeat.ts'
import { namesOf } from './names.ts'
import { type Service, serve } from './serve.ts'
import { type QueuePool, startQueue } from './submit.ts'
import { redisAddress } from './url.ts'

const server = needs('redis')
const dataset = smallDataset()
const chance = random(11)
const genomes = Array.from({ length: 24 }, () => drawGenome(spaceOf(dataset.plan), chance))
const unknown: Genome = { seed: 'no-such-seed', genes: {} }

describe.skipIf(!server)('a queue', () => {
  let redis: TestRedis
  let expected: readonly Score[]
  let folder: string
  let queue: string
  const open: { drain?(): Promise<void>; close?(): Promise<void> }[] = []
  const place = () => ({ redis: redis.url, queue, snapshots: openSnapshots(folder), lostAfter: 1_500 })
  const hire = async (): Promise<Service> => {
    const service = await serve({ ...place(), threads: 1, timeout: 20_000 })
    open.push(service)
    return service
  }
  const submit = async (): Promise<QueuePool> => {
    const pool = await startQueue(dataset, place())
    open.push(pool)
    return pool
  }

  beforeAll(async () => {
    redis = await startRedis(server as string)
    const threads = startWorkers(1, dataset)
    expected = await threads.evaluate(genomes)
    await threads.close()
  }, 600_000)
  afterAll(() => redis.stop())
  let tests = 0
  beforeEach(() => {
    queue = `test-${++tests}`
    folder = mkdtempSync(join(tmpdir(), 'seedbed-queue-'))
  })
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await (one.close?.() ?? one.drain?.())
    rmSync(folder, { recursive: true })
  })

  test('gives the same scores as threads, in the order of the genomes, and evaluates none twice', async () => {
    const [worker, pool] = [await hire(), await submit()]
    expect(await pool.evaluate(genomes)).toStrictEqual(expected)
    expect(await pool.evaluate(genomes.toReversed())).toStrictEqual(expected.toReversed())
    expect(worker.status().evaluations).toBe(genomes.length)
    expect(pool.done()).toBe(2 * genomes.length)
    expect(await pool.evaluate(genomes, 0.5)).not.toEqual(expected)
    expect(worker.status().evaluations).toBe(2 * genomes.length)
  }, 600_000)

  test('makes dead letters of genomes that no worker can score, names them, and keeps all other scores', async () => {
    const [worker, pool] = [await hire(), await submit()]
    const poisoned = genomes.toSpliced(7, 0, unknown)
    await expect(pool.evaluate(poisoned)).rejects.toThrow(
      /could score the genome \{"genes":\{\},"seed":"no-such-seed"\}: \d attempts, .*no seed is named/,
    )
    const before = worker.status().evaluations
    expect(await pool.evaluate(genomes)).toStrictEqual(expected)
    expect(worker.status().evaluations).toBe(before)
  }, 600_000)

  test('never evaluates on bars other than those of the run', async () => {
    const pool = await submit()
    const [name] = readdirSync(folder)
    const bytes = readFileSync(join(folder, name))
    bytes[bytes.length - 9] ^= 1
    writeFileSync(join(folder, name), bytes)
    await hire()
    await expect(pool.evaluate(genomes.slice(0, 2))).rejects.toThrow(/\.bars: /)
  }, 600_000)

  test('rejects a worker of another build', async () => {
    await submit()
    const names = namesOf(queue)
    const connection = await connectRedis(redis.url)
    const [run] = await readParticipants(connection, names)
    await connection.set(names.participant(run.id), JSON.stringify({ ...run, build: 'another' }), 'PX', 60_000)
    await expect(hire()).rejects.toThrow(/submitter .* is another, this is .*: they would score differently/)
    connection.disconnect()
  }, 600_000)
})

test.each(['http://host', 'redis://', 'redis://me:secret@host/x', 'secret'])(
  '%s is rejected as a Redis address without being printed',
  url => {
    expect(() => redisAddress(url)).toThrow(/expected redis:\/\//)
    expect(() => redisAddress(url)).not.toThrow(/secret/)
  },
)

test.each([
  ['redis://me:secret@host/2', 'redis://host:6379/2'],
  ['rediss://host:6380', 'rediss://host:6380'],
])('%s is printed without its password', (url, name) => expect(redisAddress(url).name).toBe(name))

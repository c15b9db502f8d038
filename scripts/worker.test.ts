import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, startRedis, type TestRedis } from '../lab/testing/redis.ts'
import { type Ended, generationsOf, kill, once, run } from '../lab/testing/script.ts'
import { needs } from '../lab/testing/shared.ts'
import { smallMarket, smallSearch, writeToLake } from '../lab/testing/small-lake.ts'

const server = needs('redis')
const folder = mkdtempSync(join(tmpdir(), 'seedbed-worker-'))
const at = (name: string) => join(folder, 'runs', name)
const lake = ['--lake', join(folder, 'lake')]
const search = [...smallSearch, ...lake, '--runs', join(folder, 'runs'), '--no-baselines', '--population', '40']

describe.skipIf(!server)('workers on other machines', () => {
  let redis: TestRedis
  const fleet: { readonly child: ChildProcess; readonly ended: Promise<Ended> }[] = []
  const there = () => ['--redis', redis.url, '--snapshots', join(folder, 'snapshots'), '--lost-after', '2']
  const begin = (name: string) => ['--name', name, ...search, ...there(), '--local-under', '0']

  function hire(...args: readonly string[]): void {
    let child: ChildProcess | undefined
    const ended = run('worker', [...there(), '--threads', '1', ...args], started => {
      child = started
    })
    fleet.push({ child: child as ChildProcess, ended })
  }

  beforeAll(async () => {
    redis = await startRedis(server as string)
    await writeToLake(join(folder, 'lake'), smallMarket())
    expect((await run('evolve', ['--name', 'alone', ...search])).code).toBe(0)
    for (let n = 0; n < 5; n++) hire()
  }, 600_000)
  afterAll(async () => {
    for (const { child } of fleet) child.kill('SIGKILL')
    await Promise.all(fleet.map(({ ended }) => ended))
    await redis.stop()
    rmSync(folder, { recursive: true })
  })

  test('give the result of local threads, even when two of five workers, Redis and the coordinator are killed', async () => {
    const [first, second] = fleet
    let kills = 0
    const disaster = once(
      () => generationsOf(at('far')).size >= 1,
      () => {
        for (const { child } of [first, second]) if (child.kill('SIGKILL')) kills++
        redis.kill().then(() => redis.start())
      },
    )
    const stop = once(() => generationsOf(at('far')).size >= 3, kill)
    const killed = await run('evolve', begin('far'), child => {
      disaster(child)
      stop(child)
    })
    expect(killed.code, killed.err).toBeNull()
    expect(kills).toBe(2)
    expect(killed.err).toMatch(/Redis at redis:\/\/127\.0\.0\.1:\d+ (is gone|does not answer)/)
    const resumed = await run('evolve', [
      '--resume',
      at('far'),
      ...lake,
      '--no-baselines',
      ...there(),
      '--local-under',
      '0',
    ])
    expect(resumed.code, resumed.err).toBe(0)
    expect(generationsOf(at('far'))).toEqual(generationsOf(at('alone')))
    expect(existsSync(join(at('far'), 'evolution.html'))).toBe(true)
  }, 600_000)

  test('are listed with their work and cost, and no output contains the password', async () => {
    const { code, out } = await run('worker', ['--status', '--redis', redis.url])
    expect(code).toBe(0)
    expect(out).toMatch(/queue "evaluations": 0 batches waiting, 0 in hand/)
    expect(out.match(/ serving /g)).toHaveLength(3)
    const refused = await run('worker', [
      '--status',
      '--redis',
      redis.url.replace('//', '//me:secret@').replace(/:\d+$/, ':1'),
    ])
    expect(refused.code).toBe(1)
    expect(refused.out + refused.err).not.toContain('secret')
  }, 600_000)

  test('answer health checks, and finish the batches in hand when they are stopped', async () => {
    const port = await freePort()
    hire('--health', String(port))
    const { child, ended } = fleet[fleet.length - 1]
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
    for (let tries = 0; tries < 200 && !(await ask('/ready').catch(() => undefined))?.ok; tries++)
      await new Promise(resolve => setTimeout(resolve, 50))
    expect((await ask('/live')).status).toBe(200)
    expect(await (await ask('/metrics')).text()).toMatch(/^seedbed_worker_threads 1$/m)
    child.kill('SIGTERM')
    const { code, out } = await ended
    expect(code).toBe(0)
    expect(out).toMatch(/ended after \d+ evaluations, 0 failures/)
  }, 600_000)

  test('are not used for a small population', async () => {
    const { code, err } = await run('evolve', ['--name', 'near', ...search, ...there()])
    expect(code).toBe(0)
    expect(err).toContain('a population of 40 is evaluated on this machine alone')
    expect(generationsOf(at('near'))).toEqual(generationsOf(at('alone')))
  }, 600_000)
})

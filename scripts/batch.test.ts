import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '../lab/runs/campaign/leaderboard.ts'
import { readSealed } from '../lab/runs/run-folder.ts'
import { once, run } from '../lab/testing/script.ts'
import { smallMarket, writeToLake } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-batch-'))
const [lake, runs] = [join(folder, 'lake'), join(folder, 'runs')]
const text = (name: string, more = '') => `name: ${name}
venue: sim
from: 2023-01
to: 2023-08-01
symbols: [SYN-A, [SYN-A, SYN-B], NONE]
seeds: [donchian-breakout, [ema-cross, rsi]]
search: { population: 8, generations: 4 }
keep: 2
${more}`

beforeAll(() => writeToLake(lake, smallMarket()), 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

function batch(name: string, more = '', meanwhile?: Parameters<typeof run>[2]) {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(file, text(name, more))
  return run('batch', [file, '--workers', '2', '--lake', lake, '--runs', runs], meanwhile)
}

/** Everything but what a machine was busy with, and what the runs are called. */
const leaderboardOf = (name: string) =>
  readSealed<readonly Result[]>(join(runs, name, 'league.json')).map(result =>
    'validation' in result ? { ...result, coreSeconds: 0, cost: 0 } : result,
  )

test('every cell is searched, a failing cell stops no other, and the best champions are saved as valid candidate files', async () => {
  const ended = await batch('whole', 'cost: { limit: 5, perCoreHour: 0.05 }\n')
  expect(ended.code, ended.err).toBe(0)
  expect(ended.out).toContain('✗ 5-none-donchian-breakout-1')
  expect(ended.out).toContain('Ranked by validation; nothing was promoted')
  expect(leaderboardOf('whole').filter(result => 'validation' in result)).toHaveLength(4)
  const top = readdirSync(join(runs, 'whole', 'top')).map(name => join(runs, 'whole', 'top', name))
  expect(top).toHaveLength(2)
  const checked = await run('check-strategy', top)
  expect(checked.code, checked.err).toBe(0)
  expect(checked.out).toContain('candidate, SYNTHETIC market')
  expect(readFileSync(join(runs, 'whole', 'README.md'), 'utf8')).toContain('4 of 6 runs are finished')
}, 600_000)

test('a stopped batch that is started again ends in the same table', async () => {
  const begun = () =>
    existsSync(join(runs, 'stopped')) && readdirSync(join(runs, 'stopped')).some(name => name.startsWith('2-'))
  const stopped = await batch(
    'stopped',
    '',
    once(begun, child => child.kill('SIGINT')),
  )
  expect(stopped.code, stopped.err).toBe(130)
  expect(stopped.out).toContain('interrupted. The same command continues')
  const resumed = await batch('stopped')
  expect(resumed.code, resumed.err).toBe(0)
  expect(leaderboardOf('stopped')).toEqual(leaderboardOf('whole'))
}, 600_000)

test('a cell beyond the budget is not started', async () => {
  const ended = await batch('poor', 'cost: { limit: 0.0000001, perCoreHour: 1 }\n')
  expect(ended.code, ended.err).toBe(0)
  expect(ended.out).toContain('time or money ran out')
  expect(leaderboardOf('poor').filter(result => 'validation' in result)).toEqual([])
}, 600_000)

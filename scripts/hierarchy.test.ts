import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { once, run } from '../lab/testing/script.ts'
import { smallMarket, writeToLake } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-hierarchy-'))
const [lake, runs] = [join(folder, 'lake'), join(folder, 'runs')]
const asked = [
  ...[
    '--venue',
    'sim',
    '--symbols',
    'SYN-A,SYN-B',
    '--from',
    '2023-03',
    '--to',
    '2023-09-25',
    '--seeds',
    'rsi,ichimoku',
  ],
  ...['--intervals', '1d,4h,1h', '--scale', '0.08', '--workers', '2', '--lake', lake, '--runs', runs],
]

beforeAll(() => writeToLake(lake, smallMarket()), 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('three stages and the flat search finish, with the same result after an interruption', async () => {
  const whole = await run('hierarchy', ['--name', 'whole', ...asked])
  expect(whole.code, whole.err).toBe(0)
  expect(whole.out).toMatch(/discovery, 1d: 2 searches/)
  expect(whole.out).toMatch(/precision, 1h: \d searches/)
  expect(whole.out).toContain('The flat search')
  // Both folders hold the same searches; only the names of the runs differ.
  const begun = () => readdirSync(join(runs)).includes('stopped') && readdirSync(join(runs, 'stopped')).length > 2
  const stopped = await run(
    'hierarchy',
    ['--name', 'stopped', ...asked],
    once(begun, child => child.kill('SIGINT')),
  )
  expect(stopped.code).toBe(130)
  const resumed = await run('hierarchy', ['--name', 'stopped', ...asked])
  expect(resumed.code, resumed.err).toBe(0)
  const table = (out: string) => out.slice(out.indexOf('Fitness in training'))
  expect(table(resumed.out)).toBe(table(whole.out))
  expect(readFileSync(join(runs, 'stopped', 'savings.json'))).toEqual(readFileSync(join(runs, 'whole', 'savings.json')))
}, 600_000)

test('the error names a lake series without the shortest bars', async () => {
  const minutes = asked.map(each => (each === '1d,4h,1h' ? '1d,1h,1m' : each))
  const refused = await run('hierarchy', ['--name', 'minutes', ...minutes])
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('no sim SYN-A 1m in the lake')
})

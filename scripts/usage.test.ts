import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { run } from '../lab/testing/script.ts'

const scripts = readdirSync(fileURLToPath(new URL('.', import.meta.url)))
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => name.slice(0, -3))

test.each(scripts)('%s --help shows its usage', async script => {
  const { code, out, err } = await run(script, ['--help'])
  expect(out).toMatch(/^usage: \S/im)
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

const folder = mkdtempSync(join(tmpdir(), 'seedbed-usage-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lake = ['--lake', join(folder, 'lake')]
const trade = ['--bars', 'x', '--from', '2024-01', '--to', '2024-02', '--journals', folder, ...lake]
const search = ['--venue', 'x', '--symbols', 'BTC', '--from', '2024-01', '--to', '2025-01', '--name', 'a', ...lake]

test.each([
  ['evolve', [], 'a new run needs a name, a venue'],
  ['evolve', search, 'no x BTC 1h in the lake'],
  ['evolve', ['--from', 'yesterday'], '--from: "yesterday" is not a UTC time'],
  ['evolve', ['--population', '4.5'], '--population: expected a whole number of at least 4'],
  ['evolve', ['--seed', '4294967296'], '--seed: expected a whole number'],
  ['evolve', ['--resume', 'nowhere'], 'nowhere holds no run'],
  ['evolve', ['--faster'], "unknown option '--faster'"],
  ['promote', ['nowhere'], 'nowhere holds no run'],
  ['trade', ['nowhere.yaml', ...trade], "no such file or directory, open 'nowhere.yaml'"],
  ['trade', ['nowhere.yaml', '--cash', '-1'], '--cash: expected a whole number of at least 1'],
  ['start', ['--seed', 'lucky'], '--seed: expected a whole number of at least 0'],
  ['start', ['--workers', '0'], '--workers: expected a whole number of at least 1'],
  ['calibrate', ['--edge', '-0.1'], '--edge: expected a number of at least 0'],
])('%s %j is answered by one line and exit code 1', async (script, args, line) => {
  const { code, out, err } = await run(script, args)
  expect(err).toContain(line)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(readdirSync(folder)).toEqual([])
})

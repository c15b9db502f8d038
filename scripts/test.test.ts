import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptPath } from '../lab/testing/script.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const tree = mkdtempSync(join(tmpdir(), 'test-'))
afterAll(() => rmSync(tree, { recursive: true }))

const shared = join(root, 'lab/testing/shared.ts')
const files = {
  'good.test.ts': "test('a', () => {})\ntest('b', () => {})",
  'lacking.test.ts': `import { sharedFile } from '${shared}'
    const file = sharedFile('data/never.csv')
    test.skipIf(!file)('c', () => {})
    test.skipIf(!file)('d', () => {})`,
  'lacking-too.test.ts': `import { sharedFile } from '${shared}'
    test.skipIf(!sharedFile('data/never.csv'))('e', () => {})`,
  'left-out.test.ts': "test.skip('f', () => {})",
  'bad.test.ts': "test('g', () => { throw new Error('no') })",
  'broken.test.ts': "throw new Error('cannot be read')",
}

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(tree, name), `import { test } from 'vitest'\n${text}`)
  }
})

function run(...filter: readonly string[]) {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', SEEDBED_SHARED: tree }
  delete env.SEEDBED_REQUIRE_ALL
  const script = [scriptPath('test'), '--root', tree, ...filter]
  const { stdout, status } = spawnSync(process.execPath, script, { cwd: root, encoding: 'utf8', env })
  return { lines: stdout.trimEnd().split('\n'), status }
}

test('a run ends with its skips and their reasons, the summary of vitest and one line of counts', () => {
  const { lines, status } = run('good', 'lacking', 'left-out')
  expect(status).toBe(0)
  expect(lines.filter(line => line.startsWith('skipped: '))).toEqual([
    'skipped: 3 tests, because ../shared/data/never.csv is absent (real market data)',
    'skipped: 1 test, because "f" is marked so',
  ])
  expect(lines.join('\n')).toMatch(
    /skipped: 1 test, .*\n[\s\S]*\n +Tests +2 passed \| 4 skipped \(6\)\n[\s\S]*\n2 passed, 0 failed, 4 skipped$/,
  )
})

test('a failing test and a file that cannot be loaded both count as failed', () => {
  const { lines, status } = run('good', 'bad', 'broken')
  expect(lines.at(-1)).toBe('2 passed, 2 failed, 0 skipped')
  expect(status).toBe(1)
})

test('a run without any test fails', () => {
  const { lines, status } = run('no-such-file')
  expect(lines.at(-1)).toBe('0 passed, 0 failed, 0 skipped')
  expect(status).toBe(1)
})

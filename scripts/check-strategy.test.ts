import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'strategies/README.md'), 'utf8')
const [, example] = /```yaml\n(.*?)```/s.exec(readme) ?? []

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-strategy-'))
  writeFileSync(join(folder, 'good.yaml'), example)
  writeFileSync(join(folder, 'bad.yaml'), example.replace('interval: 1h', 'interval: 1'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const check = (...names: string[]) => {
  const files = names.map(name => join(folder, name))
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/check-strategy.ts', ...files], {
    cwd: root,
    encoding: 'utf8',
  })
}

test('a good file gets one line with its name, stage, market and identity', () => {
  const { status, stdout, stderr } = check('good.yaml')
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^ok calm-cross, candidate, real market, sha256:[0-9a-f]{64}\n$/)
  expect(status).toBe(0)
})

test('one bad file among good ones fails the check, with its flaws and their places', () => {
  const { status, stdout, stderr } = check('bad.yaml', 'good.yaml', 'none.yaml')
  expect(stdout).toMatch(/^ok calm-cross/)
  expect(stderr).toContain(`${join(folder, 'bad.yaml')}:8:11 interval: found "1", expected a bar length`)
  expect(stderr).toContain(`${join(folder, 'none.yaml')}: cannot be read: ENOENT`)
  expect(status).toBe(1)
})

test('no file at all is an error', () => {
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('expected at least one strategy file') })
})

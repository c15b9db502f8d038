import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptPath } from '../lab/testing/script.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const strategies = join(root, 'strategies')
const textOf = (name: string) => readFileSync(join(strategies, name), 'utf8')
const [, example] = /```yaml\n(.*?)```/s.exec(textOf('README.md')) ?? []

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-strategy-'))
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  write('good.yaml', example)
  write('bad.yaml', example.replace('interval: 1h', 'interval: 1').replace(/fast: \d+/, 'fast: 2'))
  write('old.yaml', example.replace('format: 2', 'format: 1'))
  write('formula.yaml', textOf('example-formula.yaml').replace('sma(volume, 48)', 'sma(volume, 1)'))
  write('lonely.yaml', textOf('example-model.yaml'))
  const model = 'example-model.model.json'
  for (const place of ['beside', 'another']) {
    mkdirSync(join(folder, place))
    cpSync(join(strategies, 'example-model.yaml'), join(folder, place, 'model.yaml'))
  }
  cpSync(join(strategies, model), join(folder, 'beside', model))
  write(join('another', model), textOf(model).replace('"rows":300', '"rows":301'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const script = (...args: readonly string[]) =>
  spawnSync(process.execPath, [scriptPath('check-strategy'), ...args], {
    cwd: root,
    encoding: 'utf8',
  })
const check = (...names: readonly string[]) => script(...names.map(name => join(folder, name)))

/** Line and column in a file right after a piece of its text. */
const behind = (name: string, said: string) => {
  const path = join(folder, name)
  const lines = readFileSync(path, 'utf8').split('\n')
  const line = lines.findIndex(each => each.includes(said))
  return `${path}:${line + 1}:${lines[line].indexOf(said) + said.length + 1}`
}

test('a valid file gets one line with its name, stage, market and identity, with a model file too', () => {
  const { status, stdout, stderr } = check('good.yaml', 'beside/model.yaml')
  expect(stderr).toBe('')
  expect(stdout).toMatch(
    /^ok calm-cross, candidate, real market, sha256:[0-9a-f]{64}\nok example-model, candidate, SYNTHETIC market, sha256:[0-9a-f]{64}\n$/,
  )
  expect(status).toBe(0)
})

test('one invalid file among valid ones fails the check; every flaw is printed with its place', () => {
  const bad = ['bad.yaml', 'none.yaml', 'old.yaml', 'formula.yaml', 'lonely.yaml', 'another/model.yaml']
  const { status, stdout, stderr } = check('good.yaml', ...bad)
  expect(stdout).toMatch(/^ok calm-cross[^\n]*\n$/)
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringContaining(`${behind('bad.yaml', 'interval: ')} interval: found "1", expected a bar length`),
    `${behind('bad.yaml', 'fast: ')} seeds[0].genes.fast: found 2, expected a whole number from 3 to 30 (bars)`,
    expect.stringContaining(`${join(folder, 'none.yaml')}: cannot be read: ENOENT`),
    expect.stringMatching(/old\.yaml:3:9 format: found format "1", .* npx tsx scripts\/migrate-strategy\.ts FILE$/),
    expect.stringContaining(`${behind('formula.yaml', 'sma(volume, ')} seeds[0].formula.long: sma: period is 1`),
    `${behind('lonely.yaml', 'file: ')} seeds[0].model.file: example-model.model.json is not beside the strategy`,
    expect.stringMatching(/another\/model\.yaml:\d+:\d+ seeds\[0\]\.model\.hash: .* not the model that was judged$/),
  ])
  expect(status).toBe(1)
})

test('no file at all is an error', () => {
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('expected at least one strategy file') })
})

test('the printed schema equals the file beside the strategies', () => {
  const { status, stdout } = script('--schema')
  expect(JSON.parse(stdout)).toMatchObject({ title: 'Seedbed strategy file' })
  expect(stdout).toBe(textOf('strategy.schema.json'))
  expect(status).toBe(0)
})

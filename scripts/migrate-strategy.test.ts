import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseStrategy } from '../lab/strategy/yaml/parse.ts'
import { format1 } from '../lab/strategy/yaml/reference/format-1.ts'
import { run } from '../lab/testing/script.ts'

const folder = mkdtempSync(join(tmpdir(), 'migrate-strategy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { text: old, hash } = format1('ema-cross', { band: 0.002, fast: 12, gap: 40 })
const file = join(folder, 'calm-cross.yaml')
const kept = `${file}.old`
const textOf = (path: string) => readFileSync(path, 'utf8')

test('a file of format 1 is converted to one that the runtime accepts; the old one is kept and never overwritten', async () => {
  writeFileSync(file, old)
  const { code, out, err } = await run('migrate-strategy', [file])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const migrated = parseStrategy(textOf(file))
  expect(migrated).toMatchObject({
    ok: true,
    value: { name: 'calm-cross', widened: ['sizing.fraction', 'exits.target'], migratedFrom: hash, approvals: [] },
  })
  expect(out).toMatch(
    /approvals must be given again; outside the safe ranges: sizing\.fraction, exits\.target; the old/,
  )
  expect(textOf(kept)).toBe(old)

  const today = textOf(file)
  expect(await run('migrate-strategy', [file])).toEqual({
    code: 1,
    out: '',
    err: `${file}:1:1 format: is 2 already: there is nothing to migrate\n`,
  })
  expect([textOf(file), textOf(kept)]).toEqual([today, old])

  writeFileSync(file, `# another remark\n${old}`)
  writeFileSync(kept, 'kept from before')
  expect(await run('migrate-strategy', [file])).toMatchObject({ code: 1, err: expect.stringContaining('EEXIST') })
  expect([textOf(file), textOf(kept)]).toEqual([`# another remark\n${old}`, 'kept from before'])
})

test('a file that was changed after its judgement is refused and stays unchanged', async () => {
  const path = join(folder, 'changed.yaml')
  const changed = old.replace('stop: 5 %', 'stop: 6 %')
  writeFileSync(path, changed)
  const { code, err } = await run('migrate-strategy', [path])
  expect(err).toMatch(/changed\.yaml:\d+:\d+ hash: found .* it was changed after it was judged/)
  expect([code, textOf(path), existsSync(`${path}.old`)]).toEqual([1, changed, false])
})

test('--help shows the usage', async () => {
  const { code, out } = await run('migrate-strategy', ['--help'])
  expect(out).toMatch(/Usage: migrate-strategy .*<file\.\.\.>/)
  expect(code).toBe(0)
})

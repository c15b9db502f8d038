import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { epochMs } from '../../market/units.ts'
import { looks, type Opening, open } from './access.ts'
import { openVault } from './access-log-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-vault-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = epochMs(Date.UTC(2026, 0, 1))
const look = (candidate: string, changes: Partial<Opening> = {}): Opening => ({
  ...{ candidate, name: candidate, subject: 'test-2025', at },
  ...changes,
})

test('a locked test opens once for each candidate, and every opening is counted', async () => {
  const vault = openVault(join(folder, 'once'))
  expect(await open(vault, look('a'))).toEqual({ ok: true, value: 1 })
  await vault.append({ candidate: 'a', subject: 'test-2025', shown: 'x' })
  expect(await open(vault, look('b'))).toEqual({ ok: true, value: 2 })
  const again = await open(openVault(join(folder, 'once')), look('a'))
  expect(again).toMatchObject({ ok: false, error: { before: at, why: expect.stringContaining('written reason') } })
  expect(await open(vault, look('a', { reason: '  ' }))).toMatchObject({ ok: false })
  expect(await open(vault, look('a', { reason: 'a bar was corrected' }))).toEqual({ ok: true, value: 3 })
  expect(vault.records().at(-1)).toMatchObject({ reason: 'a bar was corrected' })
  expect(looks(vault.records(), 'test-2025')).toBe(3)
  expect(looks(vault.records(), 'test-2024')).toBe(0)
})

test('an opening that was interrupted before it had shown anything is carried on, and counts once', async () => {
  const vault = openVault(join(folder, 'interrupted'))
  await open(vault, look('a'))
  expect(await open(vault, look('a'))).toEqual({ ok: true, value: 1 })
  expect(vault.records()).toHaveLength(1)
})

test('a look that is taken out or changed is noticed', async () => {
  const place = join(folder, 'tampered')
  const vault = openVault(place)
  for (const name of ['a', 'b', 'c']) await open(vault, look(name))
  const [first, second] = readdirSync(place)
    .filter(name => name.endsWith('.json'))
    .map(name => join(place, name))
  const text = readFileSync(first, 'utf8')
  writeFileSync(first, text.replace('"a"', '"z"'))
  expect(() => vault.records()).toThrow(/000001\.json is not what was written/)
  writeFileSync(first, text)
  rmSync(second)
  expect(() => vault.records()).toThrow(/expected 000002\.json, found 000003\.json: a look was taken out/)
})

test('looks through handles of their own all stay on record', async () => {
  const place = join(folder, 'many')
  const names = Array.from({ length: 12 }, (_, i) => `c${i}`)
  for (const name of names) await open(openVault(place), look(name))
  expect(
    new Set(
      openVault(place)
        .records()
        .map(record => record.candidate),
    ),
  ).toEqual(new Set(names))
})

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { epochMs } from '../../market/units.ts'
import { accessCount, type HoldoutAccess, openHoldout } from './access.ts'
import { openAccessLog } from './access-log-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-holdout-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = epochMs(Date.UTC(2026, 0, 1))
const access = (candidate: string, changes: Partial<HoldoutAccess> = {}): HoldoutAccess => ({
  ...{ candidate, name: candidate, subject: 'test-2025', at },
  ...changes,
})

test('a locked test opens once for each candidate, and every opening is counted', async () => {
  const accessLog = openAccessLog(join(folder, 'once'))
  expect(await openHoldout(accessLog, access('a'))).toEqual({ ok: true, value: 1 })
  await accessLog.append({ candidate: 'a', subject: 'test-2025', shown: 'x' })
  expect(await openHoldout(accessLog, access('b'))).toEqual({ ok: true, value: 2 })
  const again = await openHoldout(openAccessLog(join(folder, 'once')), access('a'))
  expect(again).toMatchObject({ ok: false, error: { before: at, why: expect.stringContaining('written reason') } })
  expect(await openHoldout(accessLog, access('a', { reason: '  ' }))).toMatchObject({ ok: false })
  expect(await openHoldout(accessLog, access('a', { reason: 'a bar was corrected' }))).toEqual({ ok: true, value: 3 })
  expect(accessLog.records().at(-1)).toMatchObject({ reason: 'a bar was corrected' })
  expect(accessCount(accessLog.records(), 'test-2025')).toBe(3)
  expect(accessCount(accessLog.records(), 'test-2024')).toBe(0)
})

test('an opening that was interrupted before showing results is continued, and counts once', async () => {
  const accessLog = openAccessLog(join(folder, 'interrupted'))
  await openHoldout(accessLog, access('a'))
  expect(await openHoldout(accessLog, access('a'))).toEqual({ ok: true, value: 1 })
  expect(accessLog.records()).toHaveLength(1)
})

test('a removed or changed record is detected', async () => {
  const place = join(folder, 'tampered')
  const accessLog = openAccessLog(place)
  for (const name of ['a', 'b', 'c']) await openHoldout(accessLog, access(name))
  const [first, second] = readdirSync(place)
    .filter(name => name.endsWith('.json'))
    .map(name => join(place, name))
  const text = readFileSync(first, 'utf8')
  writeFileSync(first, text.replace('"a"', '"z"'))
  expect(() => accessLog.records()).toThrow(/000001\.json does not match its checksum/)
  writeFileSync(first, text)
  rmSync(second)
  expect(() => accessLog.records()).toThrow(/expected 000002\.json, found 000003\.json: a record is missing/)
})

test('accesses through separate handles are all recorded', async () => {
  const place = join(folder, 'many')
  const names = Array.from({ length: 12 }, (_, i) => `c${i}`)
  for (const name of names) await openHoldout(openAccessLog(place), access(name))
  expect(
    new Set(
      openAccessLog(place)
        .records()
        .map(record => record.candidate),
    ),
  ).toEqual(new Set(names))
})

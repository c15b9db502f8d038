import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day, epochMs, hour, showTime } from '../../market/units.ts'
import { sharedFile } from '../../testing/shared.ts'
import { append } from '../lake/hot.ts'
import { type Lake, openLake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import { importFearGreed } from './import-file.ts'
import { sentimentSymbol, sentimentVenue } from './rows.ts'
import { answer, midday } from './testing/site.ts'

const today = midday - 12 * hour
const clock = () => midday
let folder: string
let lake: Lake

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-mood-'))
  lake = await openLake(join(folder, 'lake'))
})
afterEach(() => {
  lake.close()
  rmSync(folder, { recursive: true })
})

const saved = (body: unknown): string => {
  const file = join(folder, 'saved.json')
  writeFileSync(file, typeof body === 'string' ? body : JSON.stringify(body))
  return file
}

test('a saved answer becomes rows, whether whole or its list of days alone', async () => {
  const whole = await importFearGreed(lake, saved(answer(3)), clock)
  expect(whole).toMatchObject({ days: 3, first: today - 2 * day, last: today, added: 3, replaced: 0, unchanged: 0 })
  const rows = await readRows(lake, 'sentiment')
  expect(rows.map(({ t, value, knownAt }) => [(today - t) / day, value, knownAt - t])).toEqual([
    [2, 22, 2 * hour],
    [1, 21, 2 * hour],
    [0, 20, 2 * hour],
  ])
  const again = await importFearGreed(lake, saved(answer(4).data), clock)
  expect(again).toMatchObject({ days: 4, added: 1, replaced: 0, unchanged: 3 })
})

test('a later publication time that was observed is kept, even if the value is corrected', async () => {
  const seen = { venue: sentimentVenue, symbol: sentimentSymbol, value: 20 }
  const rows = [today - day, today].map(t => ({ ...seen, t: epochMs(t), knownAt: epochMs(t + 9 * hour) }))
  await append(lake, 'sentiment', rows)
  const report = await importFearGreed(lake, saved(answer(2)), clock)
  expect(report).toMatchObject({ added: 0, replaced: 1, unchanged: 1 })
  const kept = await readRows(lake, 'sentiment')
  expect(kept.map(({ t, value, knownAt }) => [value, knownAt - t])).toEqual([
    [21, 9 * hour],
    [20, 9 * hour],
  ])
})

test.each([
  ['no JSON', '<html>\n  busy', 'saved.json: expected JSON, found "<html> busy"'],
  ['an answer without days', { data: [] }, 'saved.json: fear & greed: data: expected at least one day, found none'],
  ['days of the future', answer(1, epochMs(midday + 3 * day)), 'not after 2026-06-06 12:00'],
])('%s is refused by the file it came in, and the lake stays empty', async (_, body, message) => {
  await expect(importFearGreed(lake, saved(body), clock)).rejects.toThrow(message)
  expect(await readRows(lake, 'sentiment')).toEqual([])
})

test('a missing file is an error, not an empty history', async () => {
  const path = join(folder, 'nowhere.json')
  await expect(importFearGreed(lake, path, clock)).rejects.toThrow(`${path} does not exist`)
})

const raw = sharedFile('data/fear_greed/alternative_me_fng_raw.json')

test.skipIf(!raw)('the whole real history goes in, and nothing of it a second time', async () => {
  const first = await importFearGreed(lake, raw ?? '')
  expect(first).toMatchObject({ days: 3044, added: 3044, replaced: 0, unchanged: 0 })
  expect([showTime(first.first), showTime(first.last)]).toEqual(['2018-02-01 00:00', '2026-06-06 00:00'])
  expect(await importFearGreed(lake, raw ?? '')).toMatchObject({ added: 0, unchanged: 3044 })
  expect(await readRows(lake, 'sentiment')).toHaveLength(3044)
})

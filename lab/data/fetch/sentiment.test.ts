import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { day, type EpochMs, epochMs, hour, second } from '../../market/units.ts'
import { random } from '../../random.ts'
import { sharedFile } from '../../testing/shared.ts'
import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import { createFearGreed } from '../sentiment/fear-greed.ts'
import { sentimentSymbol, sentimentVenue } from '../sentiment/rows.ts'
import { answer, midday, openSite } from '../sentiment/testing/site.ts'
import { withLake } from '../testing/lake.ts'
import type { FetchOptions } from './options.ts'
import { fetchFrom } from './testing/run.ts'

const captured = sharedFile('data/fear_greed/alternative_me_fng_raw.json')
const of = { venue: sentimentVenue, symbol: sentimentSymbol }

/** A fetch of the index only; no venue is contacted. */
async function fetchMood(lake: Lake, body: unknown, changes: Partial<FetchOptions> = {}, now: EpochMs = midday) {
  const site = await openSite(response => {
    response.statusCode = body === undefined ? 403 : 200
    response.end(JSON.stringify(body ?? 'no'))
  })
  const clock = () => now
  const fearGreed = createFearGreed({ url: site.url, random: random(1), clock, sleep: async () => {} })
  try {
    return await fetchFrom('http://127.0.0.1:1', lake, now, { what: ['sentiment'], fearGreed, clock, ...changes })
  } finally {
    await site.close()
  }
}

test('one request reads every day of the site, each once', async () => {
  await withLake(async lake => {
    expect((await fetchMood(lake, answer(40))).changes).toEqual({ sentiment: { added: 40, replaced: 0, unchanged: 0 } })
    const later = await fetchMood(lake, answer(42, epochMs(midday + 2 * day)), {}, epochMs(midday + 2 * day))
    expect(later.changes.sentiment).toMatchObject({ added: 2 })
    expect(await readRows(lake, 'sentiment')).toHaveLength(42)
    expect(later.failed).toEqual([])
  })
})

test('days that the site lacks are recorded gaps until it has them', async () => {
  await withLake(async lake => {
    const whole = answer(10)
    const report = await fetchMood(lake, { ...whole, data: whole.data.filter((_, ago) => ago !== 4) })
    const today = Math.floor(midday / day) * day
    expect(report.missing).toMatchObject([{ from: today - 4 * day, to: today - 3 * day }])
    const gaps = async () => (await readRows(lake, 'gaps')).filter(({ t, to }) => to > t)
    expect(await gaps()).toMatchObject([{ ...of, stream: 'sentiment', t: today - 4 * day }])
    expect((await fetchMood(lake, whole)).missing).toEqual([])
    expect(await gaps()).toEqual([])
  })
})

test('a value that was seen to be late stays late', async () => {
  await withLake(async lake => {
    const today = epochMs(Math.floor(midday / day) * day)
    const late = epochMs(today + 9 * hour)
    await append(lake, 'sentiment', [{ ...of, t: today, value: 20, knownAt: late }])
    expect((await fetchMood(lake, answer(3))).changes.sentiment).toEqual({ added: 2, replaced: 0, unchanged: 1 })
    expect((await readRows(lake, 'sentiment')).at(-1)?.knownAt).toBe(late)
  })
})

test('a site without an answer is a failed read and not a gap', async () => {
  await withLake(async lake => {
    const report = await fetchMood(lake, undefined)
    expect(report.failed).toMatchObject([{ what: 'sentiment', label: 'Fear & Greed index' }])
    expect(report.failed[0].error).toContain('status 403')
    expect({ missing: report.missing, rows: await readRows(lake, 'sentiment') }).toEqual({ missing: [], rows: [] })
  })
})

describe.skipIf(!captured)('the captured history', () => {
  test('is read day by day from the given start', async () => {
    const data = JSON.parse(readFileSync(captured as string, 'utf8')) as { timestamp: string; value: string }[]
    const now = epochMs(Number(data[0].timestamp) * second + 14 * hour)
    const from = epochMs(Date.UTC(2020, 0, 1))
    await withLake(async lake => {
      const report = await fetchMood(lake, { data, metadata: { error: null } }, { from }, now)
      const expected = data
        .map(({ timestamp, value }) => ({ t: Number(timestamp) * second, value: Number(value) }))
        .filter(({ t }) => t >= from)
        .reverse()
      expect((await readRows(lake, 'sentiment')).map(({ t, value }) => ({ t, value }))).toEqual(expected)
      expect(report.changes.sentiment?.added).toBe(expected.length)
    })
  })
})

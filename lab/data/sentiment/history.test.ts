import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { day, epochMs, hour, minute, parseTime, showTime } from '../../market/units.ts'
import { sentimentCode } from '../../regimes/sentiment.ts'
import { sharedFile } from '../../testing/shared.ts'
import { checkFearGreed, classifications } from './check.ts'
import { sentimentColumn } from './column.ts'
import { publicationDelay, sentimentRows } from './rows.ts'

const raw = sharedFile('data/fear_greed/alternative_me_fng_raw.json')
const csv = sharedFile('data/fear_greed/fear_greed_daily.csv')
const second = sharedFile('data/fear_greed/fear_greed_second_source.csv')
const isHere = raw && csv && second
/** A time on its last day. */
const fetched = parseTime('2026-06-06T14:00Z')
const history = isHere ? checkFearGreed({ data: JSON.parse(readFileSync(raw, 'utf8')) }, fetched) : undefined
const days = history?.days ?? []

test.skipIf(!isHere)('the whole history of 3 044 days passes the checks', () => {
  expect(days).toHaveLength(3044)
  expect([showTime(days[0].t), showTime(days[3043].t)]).toEqual(['2018-02-01 00:00', '2026-06-06 00:00'])
})

test.skipIf(!isHere)('three copies of the history agree on every day', () => {
  const daily = lines(csv as string).map(([t, date, value, mood]) => ({
    t: Number(t) * 1000,
    date,
    value: Number(value),
    mood,
  }))
  expect(daily).toHaveLength(days.length)
  daily.forEach(({ t, date, value, mood }, i) => {
    const found = days[i]
    if (found.t !== t || found.value !== value || found.classification !== mood || parseTime(date) !== t) {
      expect.fail(`${date}: the raw answer says ${JSON.stringify(found)}, the table ${value} ${mood}`)
    }
  })
  const other = new Map(lines(second as string).map(([date, value]) => [parseTime(date) as number, Number(value)]))
  for (const { t, value } of days)
    if (other.get(t) !== value) expect.fail(`${showTime(t)}: ${value}, not ${other.get(t)}`)
  const newest = days[days.length - 1].t
  expect([...other.keys()].filter(t => t <= newest)).toHaveLength(days.length)
})

test.skipIf(!isHere)('four days are missing, and stay missing', () => {
  const present = new Set<number>(days.map(({ t }) => t))
  const missing: string[] = []
  for (let t: number = days[0].t; t < fetched; t += day) if (!present.has(t)) missing.push(showTime(t).slice(0, 10))
  expect(missing).toEqual(['2018-04-14', '2018-04-15', '2018-04-16', '2024-10-26'])
})

test.skipIf(!isHere)('our regimes equal the site’s classifications, except that the site calls 46 fear', () => {
  const odd = days.filter(({ value, classification }) => classifications[sentimentCode(value)] !== classification)
  expect(new Set(odd.map(({ value, classification }) => `${value} ${classification}`))).toEqual(new Set(['46 Fear']))
  expect(odd).toHaveLength(28)
})

test.skipIf(!isHere)(
  'hourly bars have each day’s value from 02:00 on; three lost days leave a gap, one does not',
  () => {
    const rows = sentimentRows(days, fetched)
    const from = days[0].t
    const bars = {
      interval: hour,
      openTime: Float64Array.from({ length: (days.at(-1)!.t - from) / hour }, (_, i) => from + i * hour),
    }
    const column = sentimentColumn(bars, rows)
    const unknown = [...bars.openTime.keys()].filter(i => Number.isNaN(column[i])).map(i => showTime(bars.openTime[i]))
    // Unknown until the bar that closes at 02:00 on the first day, and from two days after 13 April's value to 17 April's.
    expect(unknown).toHaveLength(1 + 47)
    expect([unknown[1], unknown[47]]).toEqual(['2018-04-15 02:00', '2018-04-17 00:00'])
    for (const [i, { t, value }] of days.entries()) {
      const row = (t + publicationDelay - from) / hour - 1
      if (row < column.length && column[row] !== value) expect.fail(`day ${i}: ${column[row]}, expected ${value}`)
      if (row > 0 && rows[i].knownAt !== epochMs(t + 120 * minute))
        expect.fail(`day ${i} is known at ${rows[i].knownAt}`)
    }
  },
)

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(','))

import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { InputError } from '../../input-error.ts'
import { day, hour, minute, second } from '../../market/units.ts'
import { random } from '../../random.ts'
import { FailedRead } from './failed-read.ts'
import { createFearGreed } from './fear-greed.ts'
import { answer, clockwork, later, midday, openSite } from './testing/site.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map(close => close())))

const today = midday - 12 * hour
const json = (response: ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

test('the last days come oldest first, each known two hours after it began', async () => {
  const { client, site } = await visit((response, limit) => json(response, answer(limit)))
  const rows = await client.read(3)
  expect(rows.map(row => (today - row.t) / day)).toEqual([2, 1, 0])
  expect(rows[2]).toEqual({
    venue: 'alternative.me',
    symbol: 'fear-greed',
    t: today,
    value: 20,
    knownAt: today + 2 * hour,
  })
  expect(site.requests).toEqual(['/fng/?limit=3&format=json'])
})

test('the whole history is requested with limit 0', async () => {
  const { client, site } = await visit(response => json(response, answer(900)))
  expect(await client.read('all')).toHaveLength(900)
  expect(site.requests).toEqual(['/fng/?limit=0&format=json'])
  expect(await client.read(7)).toHaveLength(7)
  expect(site.requests).toHaveLength(1)
})

test('a value is not requested again before its countdown has ended', async () => {
  const { client, site, time } = await visit((response, limit) => json(response, answer(limit, time.clock())))
  await client.read(7)
  time.set(later(12) - 1)
  await client.read(7)
  await client.read(2)
  expect(site.requests).toHaveLength(1)
  time.set(later(12))
  expect((await client.read(7))[6].t).toBe(today + day)
  expect(site.requests).toHaveLength(2)
})

test('days that were read once are not requested again with later ones', async () => {
  const { client, site, time } = await visit((response, limit) => json(response, answer(limit || 900, time.clock())))
  await client.read('all')
  time.set(later(12))
  expect((await client.read(7)).at(-1)?.t).toBe(today + day)
  expect(await client.read('all')).toHaveLength(901)
  expect(site.requests.map(url => url.split('?')[1])).toEqual(['limit=0&format=json', 'limit=7&format=json'])
})

test('an overdue day is requested once an hour, and counts as known when first seen', async () => {
  const { client, site, time } = await visit((response, limit) =>
    json(response, time.clock() < later(17) ? answer(limit) : answer(limit, time.clock())),
  )
  await client.read(2)
  time.set(later(12))
  expect((await client.read(2))[1].t).toBe(today)
  time.set(later(12.9))
  await client.read(2)
  expect(site.requests).toHaveLength(2)
  // The last reading without the day comes after the two hours within which a site counts as punctual.
  for (const hours of [13, 14, 15, 16]) {
    time.set(later(hours))
    await client.read(2)
  }
  time.set(later(17))
  const late = (await client.read(2))[1]
  expect(late).toMatchObject({ t: today + day, knownAt: later(17) })
  expect((await client.read(30)).at(-1)).toEqual(late)
})

test('simultaneous callers share one request', async () => {
  const { client, site } = await visit((response, limit) => setTimeout(json, 20, response, answer(limit)))
  const all = await Promise.all([client.read(7), client.read(7), client.read(3)])
  expect(all.map(rows => rows.length)).toEqual([7, 7, 3])
  expect(site.requests).toHaveLength(1)
})

test('requests are at least a second apart and never overlap', async () => {
  const { client, site, time } = await visit((response, limit) => setTimeout(json, 10, response, answer(limit)))
  await Promise.all([1, 2, 3, 4].map(days => client.read(days)))
  expect(site.requests).toHaveLength(4)
  expect(site.mostAtOnce()).toBe(1)
  expect(time.slept).toEqual([second, second, second])
})

test('a site that is busy, down or garbled is tried again after longer and longer waits', async () => {
  const { client, site, time } = await visit((response, limit, count) => {
    if (count === 1) json(response, 'slow down', 429)
    else if (count === 2) response.destroy()
    else if (count === 3) response.writeHead(200).end('<html>wait</html>')
    else json(response, answer(limit))
  })
  expect(await client.read(2)).toHaveLength(2)
  expect(site.requests).toHaveLength(4)
  const waits = time.slept.filter(ms => ms !== second)
  expect(waits.length).toBeGreaterThanOrEqual(3)
  expect(time.clock() - midday).toBeGreaterThanOrEqual(3.5 * second)
  expect(time.clock() - midday).toBeLessThanOrEqual(11.5 * second)
})

test('the site’s retry-after is respected, up to a minute', async () => {
  const { client, time } = await visit((response, limit, count) => {
    if (count < 3) response.writeHead(429, { 'retry-after': count === 1 ? '17' : '86400' }).end('busy')
    else json(response, answer(limit))
  })
  await client.read(1)
  expect(time.slept).toEqual([17 * second, minute])
})

test('a site that stays down is a failed read with reason and number of tries, not an empty answer', async () => {
  const { client, site } = await visit(response => json(response, 'out of\norder', 503))
  const failure = await client.read(1).catch(error => error)
  expect(failure).toBeInstanceOf(FailedRead)
  expect(failure.failure).toEqual({ kind: 'refused', tries: 4, status: 503, body: '"out of\\norder"' })
  expect(failure.message).toMatch(/^http.*expected an answer, found status 503, .*\(4 tries\)$/)
  expect(site.requests).toHaveLength(4)
})

test('a request that the site rejects as wrong is not repeated', async () => {
  const { client, site } = await visit(response => json(response, 'no', 404))
  await expect(client.read(1)).rejects.toMatchObject({ failure: { kind: 'refused', tries: 1, status: 404 } })
  expect(site.requests).toHaveLength(1)
})

test('a site that hangs or breaks off midway is unreachable', async () => {
  const { client } = await visit((response, _, count) => {
    if (count === 2) response.writeHead(200, { 'content-length': '100' }).write('{"data":')
  })
  await expect(client.read(1)).rejects.toMatchObject({ failure: { kind: 'unreachable', tries: 4 } })
}, 10_000)

test('an invalid answer is refused at once, and the next caller requests again', async () => {
  const { client, site } = await visit((response, limit, count) =>
    json(response, count === 1 ? { ...answer(limit), data: [] } : answer(limit)),
  )
  const [first, second] = await Promise.allSettled([client.read(1), client.read(1)])
  expect(first).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('found none') } })
  expect(first.status === 'rejected' && first.reason).toBeInstanceOf(InputError)
  expect(second).toMatchObject({ status: 'fulfilled' })
  expect(site.requests).toHaveLength(2)
})

test.each([0, -1, 1.5, Number.NaN])('a request for %s days is refused as a programming error', async days => {
  const { client } = await visit(response => json(response, answer(1)))
  expect(() => client.read(days)).toThrow(RangeError)
})

async function visit(respond: Parameters<typeof openSite>[0]) {
  const site = await openSite(respond)
  closing.push(site.close)
  const time = clockwork()
  const client = createFearGreed({
    ...{ url: site.url, clock: time.clock, sleep: time.sleep, random: random(7), timeout: 300 },
  })
  return { client, site, time }
}

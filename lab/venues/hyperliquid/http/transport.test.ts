import { afterEach, expect, test } from 'vitest'
import { processTimers, type Timers } from '../../../timers.ts'
import { closeAll, failure, open, timeout } from '../testing/http-rig.ts'
import { body, json, serve } from '../testing/http-server.ts'
import { InfoTransport } from './transport.ts'

afterEach(closeAll)

test('a request is sent as JSON and its answer returned', async () => {
  const { ask, server, transport } = await open(asked => {
    expect(asked.request).toMatchObject({ method: 'POST', url: '/info' })
    expect(asked.request.headers['content-type']).toBe('application/json')
    json(asked, { BTC: '1.5' })
  })
  expect(await ask()).toEqual({ BTC: '1.5' })
  expect(server.bodies).toEqual([{ type: 'allMids' }])
  expect(transport.counters()).toMatchObject({
    requests: 1,
    tries: 1,
    answers: 1,
    failures: 0,
    bytes: 13,
    weightUsed: 2,
  })
})

test('few connections carry many requests', async () => {
  const ports = new Set<number | undefined>()
  const { ask } = await open(asked => {
    ports.add(asked.request.socket.remotePort)
    json(asked, asked.nth)
  })
  for (let i = 0; i < 20; i++) expect(await ask()).toBe(i)
  expect(ports.size).toBeLessThanOrEqual(2)
})

test('identical requests in flight are sent once; later ones and those with other options are sent anew', async () => {
  const { ask, server, transport } = await open(asked => setTimeout(() => json(asked, asked.nth), 20))
  expect(await Promise.all([ask(), ask(), ask({ type: 'meta' })])).toEqual([0, 0, 1])
  expect(await ask()).toBe(2)
  const fresh = transport.as({ isFresh: true })
  const again = ask()
  expect(await fresh.request('info', { type: 'allMids' })).not.toBe(await again)
  expect(server.bodies.length).toBe(5)
  expect(transport.counters()).toMatchObject({ joined: 1, requests: 5 })
})

test('an aborted caller leaves the answer to the others; when all are aborted, the request is too', async () => {
  let closed = 0
  const [one, two] = [new AbortController(), new AbortController()]
  const { ask, transport } = await open(asked => {
    asked.response.on('close', () => closed++)
    if (asked.body.type === 'allMids') setTimeout(() => json(asked, 'here'), 40)
    else two.abort(new Error('enough of that too'))
  })
  const lost = ask(undefined, one.signal)
  const kept = ask()
  setTimeout(() => one.abort(new Error('enough')), 10)
  await expect(lost).rejects.toThrow('enough')
  expect(await kept).toBe('here')
  const silent = ask({ type: 'meta' }, two.signal)
  await expect(silent).rejects.toThrow('enough of that too')
  await expect.poll(() => closed).toBe(2)
  // Ended because no caller waits, and not by its own timeout.
  expect(transport.counters()).toMatchObject({ inFlight: 0, retries: 0 })
})

test('after HTTP 429 it waits ten seconds, longer each time, and retries', async () => {
  const { ask, slept, transport } = await open(asked => (asked.nth < 2 ? json(asked, null, 429) : json(asked, 'fine')))
  expect(await ask()).toBe('fine')
  const pauses = slept.filter(pause => pause >= 10_000)
  expect(pauses.length).toBeGreaterThanOrEqual(2)
  expect(pauses[0]).toBeLessThanOrEqual(15_000)
  expect(Math.max(...pauses)).toBeGreaterThanOrEqual(20_000)
  expect(transport.counters()).toMatchObject({ overweight: 2, retries: 2, failures: 0, answers: 1 })
})

test('after HTTP 429 all other requests wait too, except urgent ones', async () => {
  const server = await serve(asked => json(asked, asked.body.type, asked.nth === 0 ? 429 : 200))
  // Pauses never end.
  const timers: Timers = { after: (delay, work) => (delay === timeout ? processTimers.after(delay, work) : () => {}) }
  const transport = new InfoTransport({ url: server.url, timers, timeout })
  void transport.request('info', { type: 'meta' })
  await expect.poll(() => transport.counters().overweight).toBe(1)
  void transport.request('info', { type: 'allMids' })
  const urgent = transport.as({ priority: 'urgent' })
  expect(await urgent.request('info', { type: 'orderStatus' })).toBe('orderStatus')
  expect(transport.counters()).toMatchObject({ waiting: 1, inFlight: 0 })
  expect(server.bodies.map(({ type }) => type)).toEqual(['meta', 'orderStatus'])
  await transport.close()
  await server.close()
})

test('after server errors it retries with growing pauses, and fails after five attempts', async () => {
  const { ask, slept, transport } = await open(asked => body(asked, 503, 'text/html', '<h1>Bad\n Gateway</h1>'))
  const error = await failure(ask({ type: 'l2Book', coin: 'BTC' }))
  expect(error.message).toBe('info l2Book: no answer after 5 tries: HTTP 503, body "<h1>Bad Gateway</h1>"')
  expect(slept.length).toBe(4)
  for (const [i, pause] of slept.entries()) {
    expect(pause).toBeGreaterThanOrEqual(125 * 2 ** i)
    expect(pause).toBeLessThanOrEqual(250 * 2 ** i)
  }
  expect(transport.counters()).toMatchObject({ tries: 5, retries: 4, failures: 1, inFlight: 0 })
})

test('a request that the venue rejects as invalid is not repeated', async () => {
  const text = 'Failed to deserialize the JSON body into the target type'
  const { ask, server } = await open(asked => body(asked, 422, 'text/plain', text))
  expect(await failure(ask())).toMatchObject({ tries: 1, lastFailure: { kind: 'refused', status: 422, excerpt: text } })
  expect(server.bodies.length).toBe(1)
})

test('a slow answer within its time is an answer', async () => {
  const { ask } = await open(asked => setTimeout(() => json(asked, 'late'), timeout / 4))
  expect(await ask()).toBe('late')
})

test('an unreachable server is a failed read that costs no rows', async () => {
  const { ask, server, transport } = await open(() => {}, 2)
  await server.close()
  const { lastFailure } = await failure(ask({ type: 'userFills' }))
  expect(lastFailure).toMatchObject({ kind: 'connection', isUnsent: true })
  expect(transport.counters().weightUsed).toBe(40)
})

test('rows are charged as they arrive', async () => {
  const { ask, transport } = await open(asked => json(asked, Array.from({ length: 45 })))
  await ask({ type: 'userFills' })
  expect(transport.counters().weightUsed).toBe(23)
})

test('sixty requests at once stay within the unreserved weight of each minute', async () => {
  const { ask, transport, slept } = await open(asked => {
    expect(transport.counters().weightUsed).toBeLessThanOrEqual(840)
    json(asked, asked.nth)
  })
  await Promise.all(Array.from({ length: 60 }, (_, i) => ask({ type: 'meta', dex: `${i}` })))
  expect(slept.length).toBeGreaterThan(0)
  expect(transport.counters()).toMatchObject({ answers: 60, waiting: 0, inFlight: 0 })
})

test('it refuses to send orders', async () => {
  const { transport } = await open(() => {})
  await expect(transport.request('exchange', {})).rejects.toThrow('exchange: this transport sends only to info')
})

import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { oneFilePolicy, servedPolicy } from '../report/security.ts'
import { indexPage } from './index-page.ts'
import { exploreServer } from './server.ts'
import { mostRows, type Tables } from './tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-explore-server-'))
const read = vi.fn<Tables['read']>(async name => (name === 'candles' ? Uint8Array.of(1, 2, 3) : undefined))
const line = { name: 'wide/1-a', broken: 'as a test' }
let server: Server

beforeAll(async () => {
  mkdirSync(join(folder, 'a'))
  for (const file of ['evolution.html', 'plan.json']) writeFileSync(join(folder, 'a', file), `the ${file} of a`)
  const open = (name: string) => (name === 'wide/1-a' ? join(folder, 'a') : undefined)
  server = exploreServer({
    runs: { list: () => [line], open },
    tables: { list: async () => Promise.reject(new Error('the lake is locked')), read },
    script: 'program()',
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

interface Asked {
  readonly method?: string
  readonly host?: string
}

/** A request by node's own client, because `fetch` normalises paths and sets the host header itself. */
async function ask(path: string, { method = 'GET', host = 'localhost' }: Asked = {}) {
  const { port } = server.address() as AddressInfo
  const asked = request({ host: '127.0.0.1', port, path, method, headers: { host } }).end()
  const [answer] = await once(asked, 'response')
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece)
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces).toString() }
}

test('the page, its script and the runs are served', async () => {
  expect(await ask('/')).toMatchObject({ status: 200, body: indexPage })
  expect(await ask('/page.js')).toMatchObject({ status: 200, body: 'program()' })
  expect(JSON.parse((await ask('/runs.json')).body)).toEqual([line])
})

test('DuckDB is served from its package', async () => {
  const { status, headers } = await ask('/duckdb.wasm', { method: 'HEAD' })
  expect([status, headers['content-type']]).toEqual([200, 'application/wasm'])
  expect(Number(headers['content-length'])).toBeGreaterThan(1_000_000)
})

describe('the content security policy', () => {
  test('lets the page run only scripts of this server', async () => {
    const { headers } = await ask('/')
    expect(headers).toMatchObject({
      'content-security-policy': servedPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(servedPolicy).not.toMatch(/script-src[^;]*unsafe-inline/)
  })

  test('lets a report run its own scripts in a sandbox, and load nothing', async () => {
    const { status, headers, body } = await ask('/runs/wide%2F1-a/evolution.html')
    expect([status, body]).toEqual([200, 'the evolution.html of a'])
    expect(headers['content-security-policy']).toBe(oneFilePolicy)
    expect(oneFilePolicy).toMatch(/^default-src 'none';.*; sandbox allow-scripts$/)
    expect(oneFilePolicy).not.toMatch(/connect-src|https?:/)
  })

  test('is strict for refusals, which are text', async () => {
    expect(await ask('/nothing')).toMatchObject({
      status: 404,
      body: 'not found\n',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': servedPolicy },
    })
  })
})

test('HEAD has the headers of GET and no body', async () => {
  const [head, get] = [await ask('/', { method: 'HEAD' }), await ask('/')]
  expect(head).toMatchObject({ status: 200, body: '' })
  expect(head.headers['content-length']).toBe(get.headers['content-length'])
})

test.each(['localhost', 'localhost:7777', '127.0.0.1:1', '[::1]:7777'])('host %s is accepted', async host =>
  expect((await ask('/', { host })).status).toBe(200),
)

test.each(['elsewhere.example', 'localhost.example', '127.0.0.1.example', 'localhost:7777.example', 'xlocalhost'])(
  'a request for another host %s is refused, as after DNS rebinding',
  async host => {
    expect(await ask('/runs.json', { host })).toMatchObject({
      status: 403,
      body: `host "${host}" is not this machine: expected localhost\n`,
    })
  },
)

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
  '%s is refused, because the server is read-only',
  async method => expect((await ask('/runs.json', { method })).status).toBe(405),
)

test.each([
  '/runs/wide%2F1-a/plan.json',
  '/runs/wide%2F1-a/report.html',
  '/runs/unknown/evolution.html',
  '/runs/..%2f..%2fetc/evolution.html',
  '/runs/wide%2F1-a/..%2Fplan.json',
  '/../server.ts',
  '/tables/secrets',
  '/__proto__',
])('%s is not served', async path => expect((await ask(path)).status).toBe(404))

describe('a table', () => {
  test('is served as Arrow, limited to the requested part', async () => {
    const { status, headers } = await ask('/tables/candles?symbols=BTC,ETH&from=2024-01&to=2024-02-03&most=5')
    expect([status, headers['content-type']]).toEqual([200, 'application/vnd.apache.arrow.stream'])
    expect(read).toHaveBeenLastCalledWith('candles', {
      ...{ symbols: ['BTC', 'ETH'], most: 5 },
      ...{ from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 1, 3) },
    })
  })

  test('is served up to the largest number of rows when the request has no limit', async () => {
    await ask('/tables/candles')
    expect(read).toHaveBeenLastCalledWith('candles', { most: mostRows })
  })

  test.each([
    ['most=0', 'most: expected a whole number from 1'],
    ['most=1.5', 'most: expected a whole number from 1'],
    ['most=many', 'found many'],
    [`most=${mostRows + 1}`, `from 1 to ${mostRows}`],
    ['from=soon', 'from: '],
    ['to=2024-13', 'to: '],
  ])('is refused with ?%s, saying why', async (query, why) => {
    read.mockClear()
    const { status, body } = await ask(`/tables/candles?${query}`)
    expect([status, read.mock.calls.length]).toEqual([400, 0])
    expect(body).toContain(why)
  })
})

test('an unreadable table is an error with its message, and the server keeps running', async () => {
  expect(await ask('/tables.json')).toMatchObject({ status: 500, body: 'the lake is locked\n' })
  expect((await ask('/')).status).toBe(200)
})

test('a path that cannot be decoded is an error, and the server keeps running', async () => {
  expect((await ask('/%E0%A4%A')).status).toBe(500)
  expect((await ask('/')).status).toBe(200)
})

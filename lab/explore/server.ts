import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseTime } from '../market/units.ts'
import { oneFilePolicy, servedPolicy } from '../report/security.ts'
import { indexPage } from './index-page.ts'
import { reportNames, type runsIn } from './runs.ts'
import { mostRows, type Part, type Tables } from './tables.ts'

/** Content that the server serves. */
export interface ServerContent {
  /** Run folders with their reports. */
  readonly runs: ReturnType<typeof runsIn>
  /** Tables that the page's SQL can query. */
  readonly tables: Tables
  /** Bundled JavaScript of the page. */
  readonly script: string
}

interface Answer {
  readonly type: string
  readonly body: string | Uint8Array
  readonly policy?: string
}

const packages = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'))
const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/duckdb.wasm': ['duckdb-eh.wasm', 'application/wasm'],
  '/duckdb-worker.js': ['duckdb-browser-eh.worker.js', 'text/javascript; charset=utf-8'],
}

/** Creates the HTTP server of the explorer. It answers only requests to localhost, and no request changes anything. */
export function exploreServer(shown: ServerContent): Server {
  return createServer((request, response) => {
    answer(request, shown).then(
      found => (found ? send(response, 200, found) : refuse(response, 404, 'not found')),
      error => {
        if (error instanceof Refused) refuse(response, error.status, error.message)
        else refuse(response, 500, error instanceof Error ? error.message : String(error))
      },
    )
  })
}

class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function answer(request: IncomingMessage, { runs, tables, script }: ServerContent): Promise<Answer | undefined> {
  const { method, headers } = request
  // Prevents DNS rebinding: a foreign page may resolve its own name to this machine, but the host header shows it.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? ''))
    throw new Refused(403, `host "${headers.host}" is not this machine: expected localhost`)
  if (method !== 'GET' && method !== 'HEAD') throw new Refused(405, `${method}: expected GET`)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const [, first, ...rest] = pathname.split('/').map(decodeURIComponent)
  if (pathname === '/') return { type: 'text/html; charset=utf-8', body: indexPage }
  if (pathname === '/page.js') return { type: 'text/javascript; charset=utf-8', body: script }
  if (pathname === '/runs.json') return json(runs.list())
  if (pathname === '/tables.json') return json(await tables.list())
  if (Object.hasOwn(files, pathname)) {
    const [file, type] = files[pathname]
    return { type, body: readFileSync(join(packages, file)) }
  }
  if (first === 'tables' && rest.length === 1) {
    const body = await tables.read(rest[0], partOf(searchParams))
    return body && { type: 'application/vnd.apache.arrow.stream', body }
  }
  if (first === 'runs' && rest.length === 2) {
    const report = reportNames.find(name => name === rest[1])
    const folder = report && runs.open(rest[0])
    if (!report || folder === undefined || !existsSync(join(folder, report))) return undefined
    return { type: 'text/html; charset=utf-8', body: readFileSync(join(folder, report)), policy: oneFilePolicy }
  }
  return undefined
}

const json = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) })

function partOf(asked: URLSearchParams): Part {
  const most = Number(asked.get('most') ?? mostRows)
  if (!Number.isInteger(most) || most < 1 || most > mostRows)
    throw new Refused(400, `most: expected a whole number from 1 to ${mostRows}, found ${asked.get('most')}`)
  const [symbols, from, to] = [asked.get('symbols'), asked.get('from'), asked.get('to')]
  return {
    most,
    ...(symbols && { symbols: symbols.split(',') }),
    ...(from && { from: timeOf('from', from) }),
    ...(to && { to: timeOf('to', to) }),
  }
}

function timeOf(name: string, text: string) {
  try {
    return parseTime(text)
  } catch (error) {
    throw new Refused(400, `${name}: ${error instanceof Error ? error.message : error}`)
  }
}

function send(response: ServerResponse, status: number, { type, body, policy = servedPolicy }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

const refuse = (response: ServerResponse, status: number, why: string) =>
  send(response, status, { type: 'text/plain; charset=utf-8', body: `${why}\n` })

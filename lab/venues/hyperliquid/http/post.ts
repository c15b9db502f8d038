import { type Dispatcher, request } from 'undici'
import type { DurationMs } from '../../../market/units.ts'
import { fail, ok, type Result } from '../../../result.ts'
import type { Timers } from '../../../timers.ts'
import { type AttemptFailure, excerptOf } from './failure.ts'

interface Line {
  readonly url: string
  readonly dispatcher: Dispatcher
  readonly timers: Timers
  /** Longest wait for the complete answer, in ms. */
  readonly timeout: DurationMs
}

/** The venue's answer, or why there is none. `bytes` is the size of the body received. */
export type Answer = Result<unknown, AttemptFailure> & { readonly bytes: number }

/**
 * Sends one request. Only complete JSON with status 200 and a JSON content type counts as an answer. @throws the signal's
 * reason when aborted
 */
export async function post(line: Line, body: string, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  const { url, dispatcher, timers, timeout } = line
  const controller = new AbortController()
  let isLate = false
  const cancel = timers.after(timeout, () => {
    isLate = true
    controller.abort()
  })
  const stop = () => controller.abort()
  signal.addEventListener('abort', stop)
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await request(url, { method: 'POST', dispatcher, headers, body, signal: controller.signal })
    const bytes = Buffer.from(await response.body.arrayBuffer())
    return { ...judge(response.statusCode, response.headers['content-type'], bytes), bytes: bytes.length }
  } catch (error) {
    signal.throwIfAborted()
    return { ...fail(isLate ? { kind: 'timeout', after: timeout } : connection(error)), bytes: 0 }
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}

function judge(status: number, type: string | string[] | undefined, bytes: Buffer): Result<unknown, AttemptFailure> {
  const excerpt = excerptOf(bytes.subarray(0, 1_000).toString('utf8'))
  if (status !== 200) return fail({ kind: 'refused', status, excerpt })
  const unreadable = (why: string) => fail({ kind: 'unreadable', status, why, excerpt } as const)
  if (!/^application\/json\b/i.test(`${type ?? ''}`)) return unreadable(`the content type is "${type ?? ''}"`)
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return unreadable('the body is not JSON')
  }
}

/** Error codes that prove that nothing of the request was sent. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function connection(error: unknown): AttemptFailure {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return {
    kind: 'connection',
    why: excerptOf([code, message].filter(Boolean).join(' ')),
    isUnsent: unsent.has(code ?? ''),
  }
}

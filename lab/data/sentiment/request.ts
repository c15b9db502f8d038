import { request as send } from 'undici'
import type { Clock } from '../../clock.ts'
import { type DurationMs, minute, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import { FailedRead, type ReadFailure } from './failed-read.ts'

export interface RequestOptions {
  readonly clock: Clock
  readonly random: Random
  readonly sleep: (ms: DurationMs) => Promise<void>
  /** Maximum time for one try, headers and body together. */
  readonly timeout: DurationMs
  /** Maximum number of tries, the first included. */
  readonly tries: number
}

/** Minimum time between two requests: the site allows 60 a minute, repeated tries included. */
const spacing: DurationMs = second
/** Maximum wait before a repeated try. */
const longestWait: DurationMs = minute

/**
 * Creates a function that reads JSON by GET, at most once a second.
 *
 * It tries again after a missing answer, status 429 or 5xx, or an answer that is not JSON. The wait before the second
 * try is one second ± 50 % at random, and it doubles with every further try.
 * A longer wait in the site's `retry-after` header takes precedence. No wait exceeds a minute.
 *
 * @returns a function that must not be called again before its last promise has settled; it throws FailedRead after
 *   the last try, or at once for any other status
 */
export function createRequest(options: RequestOptions): (url: string) => Promise<unknown> {
  const { clock, random, sleep, tries } = options
  let free = 0
  const oneTry = async (url: string, count: number) => {
    const wait = free - clock()
    if (wait > 0) await sleep(wait)
    free = clock() + spacing
    return attempt(url, options.timeout, count)
  }
  return async url => {
    for (let count = 1; ; count++) {
      const outcome = await oneTry(url, count)
      if ('answer' in outcome) return outcome.answer
      if (!outcome.again || count >= tries) throw new FailedRead(url, outcome.failure)
      const backOff = 2 ** (count - 1) * second * (0.5 + random())
      await sleep(Math.min(longestWait, Math.max(outcome.after, backOff)))
    }
  }
}

/** Outcome of one try. `again`: another try may succeed; `after`: minimum wait before it, from the site, ms. */
type Outcome =
  | { readonly answer: unknown }
  | { readonly failure: ReadFailure; readonly again: boolean; readonly after: DurationMs }

async function attempt(url: string, timeout: DurationMs, tries: number): Promise<Outcome> {
  let text: string
  let status: number
  let after: DurationMs
  try {
    const response = await send(url, { signal: AbortSignal.timeout(timeout), headers: { accept: 'application/json' } })
    status = response.statusCode
    after = (Number(response.headers['retry-after']) || 0) * second
    text = await response.body.text()
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { failure: { kind: 'unreachable', tries, why }, again: true, after: 0 }
  }
  const body = text.slice(0, 80).replace(/\s+/g, ' ')
  if (status !== 200) {
    return { failure: { kind: 'refused', tries, status, body }, again: status === 429 || status >= 500, after }
  }
  try {
    return { answer: JSON.parse(text) }
  } catch {
    return { failure: { kind: 'garbled', tries, body }, again: true, after }
  }
}

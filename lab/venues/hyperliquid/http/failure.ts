/** Failure of one attempt of a request. `excerpt` is the beginning of the answer's body, see `excerptOf`. */
export type AttemptFailure =
  /** The venue answered with an error status. */
  | { readonly kind: 'refused'; readonly status: number; readonly excerpt: string }
  /** The body of the answer could not be parsed. */
  | { readonly kind: 'unreadable'; readonly status: number; readonly why: string; readonly excerpt: string }
  /** @property after the timeout, ms */
  | { readonly kind: 'timeout'; readonly after: number }
  /** The connection failed. @property isUnsent the venue cannot have received the request */
  | { readonly kind: 'connection'; readonly why: string; readonly isUnsent: boolean }

/** Error of a read that got no usable answer in any attempt. Nothing follows from it about the state at the venue. */
export class ReadFailure extends Error {
  override readonly name = 'ReadFailure'
  /** The request, such as `info l2Book`. */
  readonly what: string
  /** Number of attempts made. */
  readonly tries: number
  /** The failure of the last attempt. */
  readonly lastFailure: AttemptFailure

  constructor(what: string, tries: number, lastFailure: AttemptFailure) {
    super(`${what}: no answer after ${tries} ${tries === 1 ? 'try' : 'tries'}: ${explainFailure(lastFailure)}`)
    this.what = what
    this.tries = tries
    this.lastFailure = lastFailure
  }
}

/** True when another attempt may succeed; false when the venue refused the request itself. */
export function isRetryable(failure: AttemptFailure): boolean {
  if (failure.kind !== 'refused') return true
  return failure.status === 429 || failure.status === 408 || failure.status >= 500
}

/** Maximum characters of an excerpt. */
const longest = 120

/** The beginning of an answer's body on one line, for a message. */
export const excerptOf = (body: string): string => {
  const line = body.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

function explainFailure(failure: AttemptFailure): string {
  switch (failure.kind) {
    case 'refused':
      return `HTTP ${failure.status}, body "${failure.excerpt}"`
    case 'unreadable':
      return `HTTP ${failure.status}, but ${failure.why}: "${failure.excerpt}"`
    case 'timeout':
      return `nothing within ${failure.after} ms`
    case 'connection':
      return failure.why
  }
}

/** Why one attempt of a request failed. `isUnsent` means that the venue cannot have received it. */
export type AttemptFailure =
  | { readonly kind: 'refused'; readonly status: number; readonly excerpt: string }
  | { readonly kind: 'unreadable'; readonly status: number; readonly why: string; readonly excerpt: string }
  | { readonly kind: 'timeout'; readonly after: number }
  | { readonly kind: 'connection'; readonly why: string; readonly isUnsent: boolean }

/** A read that failed after all its attempts. It says nothing about the state at the venue. */
export class ReadFailure extends Error {
  override readonly name = 'ReadFailure'
  /** The request, such as `info l2Book`. */
  readonly what: string
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

/** Whether another attempt may succeed, because the request itself was valid. */
export function isRetryable(failure: AttemptFailure): boolean {
  if (failure.kind !== 'refused') return true
  return failure.status === 429 || failure.status === 408 || failure.status >= 500
}

const longest = 120

/** The beginning of a body as one line. */
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

/** Why one attempt of a request failed. `isUnsent` means that the venue cannot have received it. */
export type Trouble =
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
  readonly trouble: Trouble

  constructor(what: string, tries: number, trouble: Trouble) {
    super(`${what}: no answer after ${tries} ${tries === 1 ? 'try' : 'tries'}: ${explainTrouble(trouble)}`)
    this.what = what
    this.tries = tries
    this.trouble = trouble
  }
}

/** Whether another attempt may succeed, because the request itself was valid. */
export function isPassing(trouble: Trouble): boolean {
  if (trouble.kind !== 'refused') return true
  return trouble.status === 429 || trouble.status === 408 || trouble.status >= 500
}

const longest = 120

/** The beginning of a body as one line. */
export const excerptOf = (body: string): string => {
  const line = body.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

function explainTrouble(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'refused':
      return `HTTP ${trouble.status}, body "${trouble.excerpt}"`
    case 'unreadable':
      return `HTTP ${trouble.status}, but ${trouble.why}: "${trouble.excerpt}"`
    case 'timeout':
      return `nothing within ${trouble.after} ms`
    case 'connection':
      return trouble.why
  }
}

import { InputError } from '../../input-error.ts'

/** Why a read failed. `tries` counts the requests made. */
export type ReadFailure =
  /** No answer, or none in time. */
  | { readonly kind: 'unreachable'; readonly tries: number; readonly why: string }
  /** The site answered with an error status. */
  | { readonly kind: 'refused'; readonly tries: number; readonly status: number; readonly body: string }
  /** The answer was not JSON. */
  | { readonly kind: 'garbled'; readonly tries: number; readonly body: string }

/** A read that failed after all its tries. A failure is never reported as an empty answer. */
export class FailedRead extends InputError {
  readonly failure: ReadFailure

  constructor(url: string, failure: ReadFailure) {
    super(
      `${url}: expected an answer, found ${found(failure)} (${failure.tries} ${failure.tries === 1 ? 'try' : 'tries'})`,
    )
    this.failure = failure
  }
}

function found(failure: ReadFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return failure.why
    case 'refused':
      return `status ${failure.status}, "${failure.body}"`
    case 'garbled':
      return `text that is not JSON, "${failure.body}"`
  }
}

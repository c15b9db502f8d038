import { InputError } from '../../input-error.ts'

/** Why there is no answer. */
export type ReadFailure =
  /** No answer at all, or none in time. */
  | { readonly kind: 'unreachable'; readonly tries: number; readonly why: string }
  /** The site answered that it will not, or cannot. */
  | { readonly kind: 'refused'; readonly tries: number; readonly status: number; readonly body: string }
  /** Something came, but not JSON. */
  | { readonly kind: 'garbled'; readonly tries: number; readonly body: string }

/** A read that was repeated as often as makes sense and gave nothing. It is never an empty answer. */
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
      return `no JSON, "${failure.body}"`
  }
}

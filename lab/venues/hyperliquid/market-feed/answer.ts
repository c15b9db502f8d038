import { InputError } from '../../../input-error.ts'
import type { FeedAnswer, FeedError } from '../../../market/market-feed.ts'
import { fail, ok } from '../../../result.ts'
import { isRetryable, ReadFailure } from '../http/failure.ts'
import { WireError } from '../wire/refusal.ts'

/** Converts the result of a read to an answer of the market-feed port. Unexpected errors are bugs and thrown. */
export async function answerOf<T>(read: Promise<T>): FeedAnswer<T> {
  try {
    return ok(await read)
  } catch (error) {
    if (error instanceof ReadFailure || error instanceof InputError) {
      return fail<FeedError>({ kind: kindOf(error), why: error.message })
    }
    throw error
  }
}

function kindOf(error: ReadFailure | InputError): FeedError['kind'] {
  if (error instanceof WireError) return 'unreadable'
  if (!(error instanceof ReadFailure) || !isRetryable(error.lastFailure)) return 'refused'
  return error.lastFailure.kind === 'unreadable' ? 'unreadable' : 'unanswered'
}

import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import { fail } from '../../result.ts'

/**
 * What a venue answered; undefined when it did not, which `onUnanswered` hears. A bug of ours in one read counts as no answer: it must
 * not end the recording of everything else.
 *
 * @param onUnanswered hears why, in words for a person
 */
export async function ask<T>(answer: FeedAnswer<T>, onUnanswered: (why: string) => void): Promise<T | undefined> {
  const said = await answer.catch((bug: unknown) =>
    fail<FeedError>({ kind: 'unreadable', why: bug instanceof Error ? bug.message : String(bug) }),
  )
  if (said.ok) return said.value
  onUnanswered(said.error.why)
  return undefined
}

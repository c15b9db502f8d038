import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import { fail } from '../../result.ts'

/**
 * The value of a venue's answer; undefined without one. An exception counts as no answer: a bug in one read must not end the
 * recording.
 *
 * @param onUnanswered receives the reason, as text for people
 */
export async function unwrapAnswer<T>(
  answer: FeedAnswer<T>,
  onUnanswered: (why: string) => void,
): Promise<T | undefined> {
  const result = await answer.catch((bug: unknown) =>
    fail<FeedError>({ kind: 'unreadable', why: bug instanceof Error ? bug.message : String(bug) }),
  )
  if (result.ok) return result.value
  onUnanswered(result.error.why)
  return undefined
}

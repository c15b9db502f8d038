import { type DurationMs, type EpochMs, minute, second } from '../../../market/units.ts'
import type { Feed } from './feed.ts'

/** Maximum wait for an acknowledgement. The venue needs a fraction of a second. */
const acknowledgedWithin: DurationMs = 10 * second
/** Upper limit of the growing wait before a silent feed is requested again. */
const longest: DurationMs = 5 * minute

/**
 * The remedy for a silent feed. The first is `ask`, a new request; if the feed stays silent, `rotate`, a new socket.
 *
 * After that it is always `ask`, at growing intervals. A delisted market is silent for good: without this rule, it
 * would replace the socket of all other feeds again and again.
 *
 * @returns null while the silence is short enough to be a quiet market
 */
export function overdue(feed: Feed, now: EpochMs): 'ask' | 'rotate' | null {
  if (feed.askedAt === null || feed.phase === 'refused' || feed.phase === 'waiting') return null
  const credible = feed.phase === 'asked' ? acknowledgedWithin : Math.min(...feed.silences.values())
  const longestSilence = Math.min(credible * 2 ** Math.max(0, feed.silentRequests - 1), Math.max(credible, longest))
  if (now - Math.max(feed.continuity.lastReceivedAt() ?? 0, feed.askedAt) <= longestSilence) return null
  return feed.silentRequests === 1 ? 'rotate' : 'ask'
}

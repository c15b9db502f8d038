import { type DurationMs, type EpochMs, minute, second } from '../../../market/units.ts'
import type { Feed } from './feed.ts'

/** The venue acknowledges within a fraction of a second. */
const acknowledgedWithin: DurationMs = 10 * second
/** Longest wait before a silent feed is requested again. */
const longest: DurationMs = 5 * minute

/**
 * What to do about a silent feed: request it again; if that does not help, open another socket, once. A delisted market must
 * not replace the socket of all other feeds again and again, so after that the feed is only requested again, at growing
 * intervals.
 *
 * @returns null while the silence is credible
 */
export function overdue(feed: Feed, now: EpochMs): 'ask' | 'rotate' | null {
  if (feed.askedAt === null || feed.phase === 'refused' || feed.phase === 'waiting') return null
  const credible = feed.phase === 'asked' ? acknowledgedWithin : Math.min(...feed.silences.values())
  const longestSilence = Math.min(credible * 2 ** Math.max(0, feed.silentRequests - 1), Math.max(credible, longest))
  if (now - Math.max(feed.continuity.lastReceivedAt() ?? 0, feed.askedAt) <= longestSilence) return null
  return feed.silentRequests === 1 ? 'rotate' : 'ask'
}

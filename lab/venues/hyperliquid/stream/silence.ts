import { type DurationMs, type EpochMs, minute, second } from '../../../market/units.ts'
import type { Feed } from './feed.ts'

/** The venue acknowledges within a fraction of a second. */
const acknowledgedWithin: DurationMs = 10 * second
/** However often nothing came, it is asked for again after this long. */
const longest: DurationMs = 5 * minute

/**
 * What to do about a feed from which nothing comes: ask for it again, and if that does not help, try another socket. Only once: a
 * market that has died must not take every other's socket down again and again, so from then on it is only asked for, ever more
 * seldom.
 *
 * @returns null while its silence is credible
 */
export function overdue(feed: Feed, now: EpochMs): 'ask' | 'rotate' | null {
  if (feed.askedAt === null || feed.phase === 'refused' || feed.phase === 'waiting') return null
  const credible = feed.phase === 'asked' ? acknowledgedWithin : Math.min(...feed.silences.values())
  const patience = Math.min(credible * 2 ** Math.max(0, feed.strikes - 1), Math.max(credible, longest))
  if (now - Math.max(feed.continuity.lastHeard() ?? 0, feed.askedAt) <= patience) return null
  return feed.strikes === 1 ? 'rotate' : 'ask'
}

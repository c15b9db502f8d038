import { InputError } from '../../lab/input-error.ts'
import type { FeedSource } from '../../lab/venues/feed-source.ts'
import { feeds } from '../../lab/venues/feeds.ts'

/** For an option's help. */
export const feedNames = [...feeds.keys()].join(', ')

/** The venue that `--venue` names. @throws InputError for one whose market cannot be read */
export function feedSource(name: string): FeedSource {
  const found = feeds.get(name)
  if (found) return found
  throw new InputError(`--venue: expected one of ${feedNames}, found "${name}"`)
}

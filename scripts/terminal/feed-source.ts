import { InputError } from '../../lab/input-error.ts'
import type { FeedSource } from '../../lab/venues/feed-source.ts'
import { feeds } from '../../lab/venues/feeds.ts'

/** Names of all venues with a market feed, for the help of `--venue`. */
export const feedNames = [...feeds.keys()].join(', ')

/** The market feed of the venue that `--venue` names. @throws InputError when it has none */
export function feedSource(name: string): FeedSource {
  const found = feeds.get(name)
  if (found) return found
  throw new InputError(`--venue: expected one of ${feedNames}, found "${name}"`)
}

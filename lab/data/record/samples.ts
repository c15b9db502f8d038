import type { FeedStream } from '../../market/feed-stream.ts'
import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { Buffer } from './buffer.ts'
import type { RecorderOptions } from './options.ts'
import type { RecordedGap } from './recorded-gap.ts'
import type { Recorded } from './resume.ts'

/**
 * Records order books and asset contexts of each symbol, at most one of each per period. More than two periods without
 * a sample are recorded as a gap when the next sample arrives, whatever the cause. This includes the time between runs.
 */
export function recordSamples(
  { feed: { venue }, symbols, books, contexts }: Pick<RecorderOptions, 'feed' | 'symbols' | 'books' | 'contexts'>,
  stream: Pick<FeedStream, 'books' | 'contexts'>,
  recorded: Pick<Recorded, 'last'>,
  buffer: Pick<Buffer, 'add'>,
  onGap: (gap: RecordedGap) => void,
): void {
  const isDueFor = (table: 'books' | 'asset_contexts', symbol: string, length: DurationMs) =>
    cadence(length, recorded.last(table, symbol), (from, to) =>
      onGap({ symbol, stream: table, from, to, reason: 'none came' }),
    )
  for (const symbol of symbols) {
    if (books !== undefined) {
      const isDue = isDueFor('books', symbol, books)
      stream.books(symbol, ({ data, receivedAt }) => {
        if (isDue(receivedAt)) buffer.add('books', { venue, ...data })
      })
    }
    if (contexts !== undefined) {
      const isDue = isDueFor('asset_contexts', symbol, contexts)
      stream.contexts(symbol, ({ data, receivedAt }) => {
        if (isDue(receivedAt)) buffer.add('asset_contexts', { venue, t: receivedAt, ...data })
      })
    }
  }
}

/**
 * Returns a function that decides whether a sample is recorded: only the first one in each period of `length`. Two
 * samples recorded in consecutive periods are therefore less than two periods apart.
 *
 * @param last  time of the last recorded sample; undefined when there is none
 * @param onGap called with the previous and the new sample's time when they are more than two periods apart
 */
function cadence(
  length: DurationMs,
  last: EpochMs | undefined,
  onGap: (from: EpochMs, to: EpochMs) => void,
): (at: EpochMs) => boolean {
  let [range, before] = [-1, last]
  return at => {
    const now = Math.floor(at / length)
    if (now === range) return false
    range = now
    if (before !== undefined && at - before > 2 * length) onGap(before, at)
    before = at
    return true
  }
}

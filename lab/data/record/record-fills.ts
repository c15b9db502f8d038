import type { FeedGap, FeedStream } from '../../market/feed-stream.ts'
import { type DurationMs, type EpochMs, minute } from '../../market/units.ts'
import type { Cancel } from '../../timers.ts'
import { toBeFetched } from '../lake/to-be-fetched.ts'
import type { Buffer } from './buffer.ts'
import type { RecorderOptions } from './options.ts'
import type { Recorded } from './resume.ts'
import { unwrapAnswer } from './unwrap-answer.ts'

/** A fetch starts this long before the last known fill, because the venue's fills are not strictly ordered by time. */
const overlap: DurationMs = 5 * minute
/** Wait before an unanswered request is repeated. */
const again: DurationMs = minute / 2
const stream = 'fills'
const notReceived = `not heard${toBeFetched}`

export interface FillRecorder {
  /** Fetches the fills of an interruption. To be called when the stream has resumed. */
  resumed(gap: FeedGap): void
  stop(): void
}

/**
 * Records an account's fills: first those since the last fill in the lake, then new fills as they happen. A fill
 * received twice is stored once.
 *
 * A time without connection is recorded as a gap of the account until its fills are fetched. The last fill in the lake
 * does not show that time, because new fills from the stream are written before the fetched ones.
 *
 * @param anyCase  address of the account, in upper or lower case
 * @param recorded last fill and gaps in the lake
 * @param onBroken called with an error that is not a failed request
 */
export function recordFills(
  { feed, clock, timers, onEvent = () => {} }: Pick<RecorderOptions, 'feed' | 'clock' | 'timers' | 'onEvent'>,
  anyCase: string,
  streaming: Pick<FeedStream, 'fills'>,
  recorded: Pick<Recorded, 'lastFill' | 'gaps'>,
  buffer: Pick<Buffer, 'add'>,
  onBroken: (error: unknown) => void,
): FillRecorder {
  const account = anyCase.toLowerCase()
  const cancels = new Set<Cancel>()
  let isStopped = false

  const note = (t: EpochMs, to: EpochMs, reason: string) =>
    buffer.add(to > t ? 'gaps' : 'filled', { venue: feed.venue, symbol: account, stream, t, to, reason })
  /** Fetches the fills from `from` until now. The venue keeps only the newest 10,000 fills of an account. */
  const fetch = async (from: EpochMs): Promise<void> => {
    const until = clock()
    const had = await unwrapAnswer(feed.fills(account, from, until), error => {
      if (isStopped) return
      onEvent({ type: 'unanswered', what: `fills of ${account}`, error })
      const cancel = timers.after(again, () => {
        cancels.delete(cancel)
        void fetch(from).catch(onBroken)
      })
      cancels.add(cancel)
    })
    if (!had || isStopped) return
    for (const row of had.rows) buffer.add('fills', row)
    note(from, from, 'fetched')
    for (const one of had.missing) note(one.from, one.to, one.reason)
  }
  const catchUp = (from: EpochMs) => {
    note(from, Math.max(clock(), from + 1) as EpochMs, notReceived)
    void fetch(from).catch(onBroken)
  }
  streaming.fills(account, ({ data }) => {
    for (const fill of data) buffer.add('fills', fill)
  })
  const last = recorded.lastFill(account)
  const gaps = recorded.gaps.filter(
    gap => gap.symbol === account && gap.stream === stream && gap.reason === notReceived,
  )
  // Each gap has its own fetch, because only a fetch from the gap's start may close the gap.
  const begins = new Set([...gaps.map(gap => gap.t), (last === undefined ? 0 : last - overlap) as EpochMs])
  for (const from of begins) catchUp(from)
  return {
    resumed: ({ from }) => catchUp(((from.venueTime ?? from.receivedAt) - overlap) as EpochMs),
    stop() {
      isStopped = true
      for (const cancel of cancels) cancel()
    },
  }
}

import { type DurationMs, type EpochMs, minute } from '../../market/units.ts'
import { fillRow } from '../hyperliquid/reads/fills.ts'
import { venue } from '../hyperliquid/reads/venue.ts'
import type { Gap } from '../hyperliquid/stream/gap.ts'
import type { Stream } from '../hyperliquid/stream/stream.ts'
import type { Cancel } from '../hyperliquid/stream/timers.ts'
import type { Buffer } from './buffer.ts'
import type { RecorderEvent, RecorderOptions } from './options.ts'
import type { Recorded } from './resume.ts'

/** Fills of the venue come in an order of their own: what is fetched reaches back a little further. */
const overlap: DurationMs = 5 * minute
const again: DurationMs = minute / 2

export interface KeptFills {
  /** The stream is heard again after an interruption: what was filled meanwhile is fetched. */
  resumed(gap: Gap): void
  stop(): void
}

/** Keeps an account's own fills: those since the last on record, and then as they happen. A fill that comes twice is kept once. */
export function keepFills(
  { reads, clock, timers }: RecorderOptions,
  account: string,
  stream: Stream,
  recorded: Recorded,
  buffer: Buffer,
  tell: (event: RecorderEvent) => void,
): KeptFills {
  let cancel: Cancel = () => {}
  let isStopped = false

  /** The venue keeps the newest 10,000. */
  const fetch = async (from: EpochMs): Promise<void> => {
    try {
      const { rows, missing } = await reads.userFillsByTime(account, from, clock())
      for (const row of rows) buffer.add('fills', row)
      for (const one of missing) {
        buffer.add('gaps', { venue, symbol: account, stream: 'fills', t: one.from, to: one.to, reason: one.reason })
      }
    } catch (error) {
      if (isStopped) return
      tell({ type: 'unanswered', what: `fills of ${account}`, error })
      cancel = timers.after(again, () => void fetch(from))
    }
  }
  stream.subscribe({ type: 'userFills', user: account }, ({ data }) => {
    for (const fill of data) buffer.add('fills', fillRow(account, fill))
  })
  const last = recorded.lastOf('fills')
  void fetch((last === undefined ? 0 : last - overlap) as EpochMs)
  return {
    resumed: ({ from }) => void fetch(((from.venueTime ?? from.receivedAt) - overlap) as EpochMs),
    stop() {
      isStopped = true
      cancel()
    },
  }
}

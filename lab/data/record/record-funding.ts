import { type DurationMs, type EpochMs, floorTo, hour, minute } from '../../market/units.ts'
import type { Cancel } from '../../timers.ts'
import type { Buffer } from './buffer.ts'
import type { RecorderOptions } from './options.ts'
import type { Recorded } from './resume.ts'
import { unwrapAnswer } from './unwrap-answer.ts'

/**
 * Delay of the requests after each full hour. Payments may be later still: the venue has once paid 24 minutes late. The
 * request of the next hour then fetches them.
 */
const afterTheHour = 2 * minute

/**
 * Fetches each symbol's funding payments since its last recorded payment, at the start and after every full hour.
 * Symbols are requested one after the other, because the venue limits requests. A failed request is repeated in the
 * next hour, and then covers the missed time too.
 *
 * @param onBroken called with an error after which funding is no longer recorded
 * @returns a function that ends the recording of funding
 */
export function recordFunding(
  {
    symbols,
    feed,
    clock,
    timers,
    backfill,
    onEvent = () => {},
  }: Pick<RecorderOptions, 'symbols' | 'feed' | 'clock' | 'timers' | 'backfill' | 'onEvent'>,
  recorded: Pick<Recorded, 'last'>,
  buffer: Pick<Buffer, 'add'>,
  onBroken: (error: unknown) => void,
): Cancel {
  const last = new Map<string, EpochMs>()
  let isStopped = false
  let cancel: Cancel = () => {}

  const since = (symbol: string): EpochMs =>
    last.get(symbol) ?? recorded.last('funding', symbol) ?? floorTo(clock() - backfill * hour, hour)
  const round = async () => {
    for (const symbol of symbols) {
      if (isStopped) return
      const from = (since(symbol) + 1) as EpochMs
      if (from >= clock()) continue
      const rows = await unwrapAnswer(feed.funding(symbol, from, clock()), error => {
        if (!isStopped) onEvent({ type: 'unanswered', what: `funding of ${symbol}`, error })
      })
      if (isStopped) return
      if (!rows) continue
      // Rows are identified by series and time, so writing a row twice does no harm.
      for (const row of rows) if (row.t >= from) buffer.add('funding', row)
      const newest = rows.at(-1)
      if (newest) last.set(symbol, newest.t)
    }
    const next = floorTo(clock() + hour, hour) + afterTheHour
    arm(next - clock())
  }
  const arm = (delay: DurationMs) => {
    cancel = timers.after(delay, () => void round().catch(onBroken))
  }
  arm(0)
  return () => {
    isStopped = true
    cancel()
  }
}

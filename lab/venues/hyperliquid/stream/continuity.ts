import type { GapReason, Moment } from '../../../market/feed-stream.ts'
import type { EpochMs } from '../../../market/units.ts'
import type { Gap, OpenGap } from './gap.ts'
import type { Subscription } from './subscription.ts'

/** Tracks the gaps in one subscription's data. It stores only times, because every message passes through it. */
export interface Continuity {
  /**
   * Reports that the venue acknowledged the subscription.
   *
   * @param at time of arrival
   * @returns the gap that ends with it; null when none ends
   */
  acknowledged(at: EpochMs): Gap | null
  /**
   * Reports that a valid message arrived.
   *
   * @param at time of arrival
   * @param earliest the venue's time of the oldest row in the message; null without times
   * @param latest the venue's time of the newest row in the message; null without times
   * @returns the gap that ends with it; null when none ends
   */
  received(at: EpochMs, earliest: EpochMs | null, latest: EpochMs | null, isSnapshot: boolean): Gap | null
  /**
   * Reports that data may be missing from now on.
   *
   * @returns the gap that opens; null when a gap is open already, or before the first message or acknowledgement
   */
  interrupt(reason: GapReason): OpenGap | null
  /** Time of arrival of the last message; null before the first. */
  lastReceivedAt(): EpochMs | null
  /** The open gap; null when none is open. */
  open(): OpenGap | null
}

/** @param resumes event that ends a gap: `message` only a message, `acknowledged` also an acknowledgement */
export function createContinuity(subscription: Subscription, resumes: 'message' | 'acknowledged'): Continuity {
  let begun: EpochMs | null = null
  let lastAt: EpochMs | null = null
  let lastVenueTime: EpochMs | null = null
  let open: OpenGap | null = null

  const close = (to: Moment, bridged: boolean): Gap | null => {
    const gap = open && { ...open, to, bridged }
    open = null
    return gap
  }
  return {
    acknowledged: at => {
      begun ??= at
      return open && resumes === 'acknowledged' ? close({ receivedAt: at, venueTime: null }, false) : null
    },
    received: (at, earliest, latest, isSnapshot) => {
      const gap =
        open && close({ receivedAt: at, venueTime: earliest }, isSnapshot && isBefore(earliest, open.from.venueTime))
      begun ??= at
      lastAt = at
      // A snapshot may repeat old rows: the newest time must not go back.
      if (latest !== null && (lastVenueTime === null || latest > lastVenueTime)) lastVenueTime = latest
      return gap
    },
    interrupt: reason => {
      if (open || begun === null) return null
      open = { subscription, reason, from: { receivedAt: lastAt ?? begun, venueTime: lastVenueTime } }
      return open
    },
    lastReceivedAt: () => lastAt,
    open: () => open,
  }
}

/** Strictly before, because several rows may share a millisecond, and a snapshot may contain only some of them. */
const isBefore = (earliest: EpochMs | null, last: EpochMs | null): boolean =>
  earliest !== null && last !== null && earliest < last

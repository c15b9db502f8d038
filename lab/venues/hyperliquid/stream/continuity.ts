import type { GapReason, Moment } from '../../../market/feed-stream.ts'
import type { EpochMs } from '../../../market/units.ts'
import type { Gap, OpenGap } from './gap.ts'
import type { Subscription } from './subscription.ts'

/**
 * Tracks whether one subscription's data is without gaps. It stores numbers only, because every message passes through it.
 */
export interface Continuity {
  /** The venue acknowledged the subscription. @returns the gap that this ends; null when none ends */
  acknowledged(at: EpochMs): Gap | null
  /**
   * A valid message arrived.
   *
   * @param earliest the venue's time of the first row in it, and `latest` of the last; null without times
   * @returns the gap that it ends; null when none ends
   */
  received(at: EpochMs, earliest: EpochMs | null, latest: EpochMs | null, isSnapshot: boolean): Gap | null
  /**
   * Data may be missing from now on. @returns the gap that opens; null when one is open already, or nothing had arrived yet
   */
  interrupt(reason: GapReason): OpenGap | null
  /** Time of arrival of the last message; null before the first. */
  lastReceivedAt(): EpochMs | null
  /** The open gap; null without one. */ open(): OpenGap | null
}

/** @param resumes what ends a gap: a message, or the acknowledgement of the subscription */
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

/** Strictly before: several rows may share a millisecond, and a snapshot may hold only some of them. */
const isBefore = (earliest: EpochMs | null, last: EpochMs | null): boolean =>
  earliest !== null && last !== null && earliest < last

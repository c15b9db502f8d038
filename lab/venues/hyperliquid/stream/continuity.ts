import type { GapReason, Moment } from '../../../market/feed-stream.ts'
import type { EpochMs } from '../../../market/units.ts'
import type { Gap, OpenGap } from './gap.ts'
import type { Subscription } from './subscription.ts'

/** What is known of one subscription's unbroken run: numbers only, since every frame passes here. */
export interface Continuity {
  /** The venue acknowledged it. @returns the gap that this ends, where an acknowledgement ends one */
  acknowledged(at: EpochMs): Gap | null
  /**
   * A frame came that can be trusted.
   *
   * @param earliest the venue's time of the first thing in it, and `latest` of the last; null where it does not say
   * @returns the gap that it ends
   */
  heard(at: EpochMs, earliest: EpochMs | null, latest: EpochMs | null, isSnapshot: boolean): Gap | null
  /** From here on something may be missing. @returns the gap that opens; null when one is open, or nothing had begun */
  interrupt(reason: GapReason): OpenGap | null
  /** When the last frame came; null before the first. */
  lastHeard(): EpochMs | null
  open(): OpenGap | null
}

/** @param resumes what ends a gap: a frame, or already the venue's word that it serves the subscription */
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
    heard: (at, earliest, latest, isSnapshot) => {
      const gap =
        open && close({ receivedAt: at, venueTime: earliest }, isSnapshot && isBefore(earliest, open.from.venueTime))
      begun ??= at
      lastAt = at
      // A snapshot may repeat what is old: the run has still come as far as it had.
      if (latest !== null && (lastVenueTime === null || latest > lastVenueTime)) lastVenueTime = latest
      return gap
    },
    interrupt: reason => {
      if (open || begun === null) return null
      open = { subscription, reason, from: { receivedAt: lastAt ?? begun, venueTime: lastVenueTime } }
      return open
    },
    lastHeard: () => lastAt,
    open: () => open,
  }
}

/** Strictly: several things may happen within one millisecond, and not all of them be in the snapshot. */
const isBefore = (earliest: EpochMs | null, last: EpochMs | null): boolean =>
  earliest !== null && last !== null && earliest < last

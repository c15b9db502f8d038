import { type DurationMs, type EpochMs, minute } from '../../market/units.ts'

/**
 * How far the venue has come, by its own stamps: what it sent before the newest has come before it. Our clock does not tell: it is
 * off, and while frames wait for a busy process it runs on.
 */
export interface VenueTime {
  /** A frame that was sent at `venueTime`. */
  observe(receivedAt: EpochMs, venueTime: EpochMs | null): void
  /** Undefined before the first frame. */
  now(): EpochMs | undefined
}

/** A stamp that lies further ahead of our clock is a mistake of one side, and would end every bar before its time. */
const credible: DurationMs = minute

export function createVenueTime(): VenueTime {
  let newest: EpochMs | undefined
  return {
    observe(receivedAt, venueTime) {
      if (venueTime === null || venueTime > receivedAt + credible) return
      if (newest === undefined || venueTime > newest) newest = venueTime
    },
    now: () => newest,
  }
}

import { type DurationMs, type EpochMs, minute } from '../../market/units.ts'

/**
 * The venue's own time, taken from the time stamps of its messages: everything the venue sent before the newest message has
 * arrived. The local clock cannot be used, since it is inexact and runs on while messages wait for a busy process.
 */
export interface VenueTime {
  /** Takes a message's time of arrival and the venue's time stamp; null when it has none. */
  observe(receivedAt: EpochMs, venueTime: EpochMs | null): void
  /** The venue's newest time; undefined before the first message. */
  now(): EpochMs | undefined
}

/**
 * Most that a time stamp may be ahead of the local clock. A larger difference is an error, and would close every bar too
 * early.
 */
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

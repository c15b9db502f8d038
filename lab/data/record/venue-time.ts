import { type DurationMs, type EpochMs, minute } from '../../market/units.ts'

/**
 * The venue's time, taken from the time stamps of its messages. All messages that the venue sent before the newest one
 * have arrived.
 *
 * The local clock cannot replace it: it is inexact, and it runs on while messages wait for a busy process.
 */
export interface VenueTime {
  /** Records a message. `venueTime` is the venue's time stamp; null when the message has none. */
  observe(receivedAt: EpochMs, venueTime: EpochMs | null): void
  /** The venue's newest time; undefined before the first message. */
  now(): EpochMs | undefined
}

/**
 * Longest time by which a time stamp may be ahead of the local clock. A larger difference is an error and is ignored,
 * because it would close every bar too early.
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

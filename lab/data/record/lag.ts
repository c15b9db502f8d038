import type { DurationMs, EpochMs } from '../../market/units.ts'

/**
 * How far the venue's stamps lie behind our clock: the way of a frame, and the difference of the clocks, at their least. Silence
 * closes a bar by the venue's time, not by ours.
 */
export interface Lag {
  observe(receivedAt: EpochMs, venueTime: EpochMs): void
  /** The venue's time now, as far as we know; undefined before the first frame. */
  venueTime(now: EpochMs): EpochMs | undefined
}

/** @param memory how long a least one counts, at least; twice that at most, since clocks are set and ways change */
export function createLag(memory: DurationMs): Lag {
  let since = Number.NEGATIVE_INFINITY
  let before = Number.POSITIVE_INFINITY
  let least = Number.POSITIVE_INFINITY
  return {
    observe(receivedAt, venueTime) {
      if (receivedAt - since > memory) {
        since = receivedAt
        before = least
        least = Number.POSITIVE_INFINITY
      }
      const lag = receivedAt - venueTime
      if (lag < least) least = lag
    },
    venueTime(now) {
      const lag = Math.min(least, before)
      return Number.isFinite(lag) ? ((now - lag) as EpochMs) : undefined
    },
  }
}

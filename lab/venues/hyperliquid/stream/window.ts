import type { DurationMs, EpochMs } from '../../../market/units.ts'

/** Rate limit: counts events within a sliding window of time. */
export interface Window {
  /** Time in ms until `count` more events are allowed: 0 now, infinite if `count` exceeds the limit. */
  wait(now: EpochMs, count?: number): DurationMs
  /** Counts one event. */
  take(now: EpochMs): void
  /** Number of events within the last window. */
  used(now: EpochMs): number
}

/** Creates a window that allows at most `limit` events within any `span` ms. Only the last `limit` times are stored. */
export function createWindow(limit: number, span: DurationMs): Window {
  const times = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY)
  let next = 0
  /**
   * Moves times in the future to now. They occur after the clock was set back, and would block for longer than a
   * window.
   */
  const clampFuture = (now: EpochMs) => {
    if (times[(next + limit - 1) % limit] > now) for (let i = 0; i < limit; i++) times[i] = Math.min(times[i], now)
  }
  return {
    wait: (now, count = 1) => {
      if (count > limit) return Number.POSITIVE_INFINITY
      clampFuture(now)
      return Math.max(0, times[(next + count - 1) % limit] + span - now)
    },
    take: now => {
      clampFuture(now)
      times[next] = now
      next = (next + 1) % limit
    },
    used: now => {
      clampFuture(now)
      return times.reduce((count, at) => count + (now - at < span ? 1 : 0), 0)
    },
  }
}

import type { DurationMs, EpochMs } from '../../../market/units.ts'

/** Limits how often something may happen within any window of time. */
export interface Window {
  /** Wait in ms until it may happen `count` more times; 0 for now. */
  wait(now: EpochMs, count?: number): DurationMs
  /** Counts one occurrence. */ take(now: EpochMs): void
  /** Number of occurrences within the last window. */
  used(now: EpochMs): number
}

/** At most `limit` times within any `span` ms. Only the last `limit` times are stored. */
export function createWindow(limit: number, span: DurationMs): Window {
  const times = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY)
  let next = 0
  /**
   * Times in the future, left by a clock that was set back, count as now, so that they do not block for longer than a window.
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

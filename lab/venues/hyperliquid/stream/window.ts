import type { DurationMs, EpochMs } from '../../../market/units.ts'

/** How often something may be done within any time range. */
export interface Window {
  /** ms until it may be done `count` times more; 0 when it may be done now. */
  wait(now: EpochMs, count?: number): DurationMs
  take(now: EpochMs): void
  /** How often it was done within the last time range. */
  used(now: EpochMs): number
}

/** At most `limit` times within any `span` ms: remembers the last `limit` times, and no more. */
export function createWindow(limit: number, span: DurationMs): Window {
  const times = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY)
  let next = 0
  /** A clock that was set back by an hour must not lock us out for an hour. */
  const heal = (now: EpochMs) => {
    if (times[(next + limit - 1) % limit] > now) for (let i = 0; i < limit; i++) times[i] = Math.min(times[i], now)
  }
  return {
    wait: (now, count = 1) => {
      if (count > limit) return Number.POSITIVE_INFINITY
      heal(now)
      return Math.max(0, times[(next + count - 1) % limit] + span - now)
    },
    take: now => {
      heal(now)
      times[next] = now
      next = (next + 1) % limit
    },
    used: now => {
      heal(now)
      return times.reduce((count, at) => count + (now - at < span ? 1 : 0), 0)
    },
  }
}

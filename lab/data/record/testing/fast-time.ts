import type { Clock } from '../../../clock.ts'
import { type EpochMs, epochMs } from '../../../market/units.ts'
import type { Timers } from '../../../timers.ts'

/** Wall-clock time in ms, to the microsecond. */
const now = () => performance.timeOrigin + performance.now()

/**
 * A clock and timers that run `speed` times as fast as the wall clock. The clock shows `start` at wall-clock time `began`.
 */
export function fastTime(
  start: EpochMs,
  speed: number,
  began = now(),
): { readonly clock: Clock; readonly timers: Timers; readonly began: number } {
  return {
    began,
    clock: () => epochMs(Math.floor(start + (now() - began) * speed)),
    timers: {
      after(delay, work) {
        const timer = setTimeout(work, delay / speed)
        return () => clearTimeout(timer)
      },
    },
  }
}

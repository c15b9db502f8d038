import type { Clock } from '../../../clock.ts'
import { type EpochMs, epochMs } from '../../../market/units.ts'
import type { Timers } from '../../../timers.ts'

/** By the wall, to the microsecond. */
const now = () => performance.timeOrigin + performance.now()

/** A clock that showed `start` when the wall's showed `began`, and runs `speed` times as fast, and timers that go by it. */
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

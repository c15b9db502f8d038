import type { Clock } from '../../../clock.ts'
import { type EpochMs, epochMs } from '../../../market/units.ts'
import type { Timers } from '../../hyperliquid/stream/timers.ts'

/** A clock that begins at `start` and runs `speed` times as fast as the wall's, and timers that go by it. */
export function fastTime(start: EpochMs, speed: number): { readonly clock: Clock; readonly timers: Timers } {
  const began = performance.now()
  return {
    clock: () => epochMs(Math.floor(start + (performance.now() - began) * speed)),
    timers: {
      after(delay, work) {
        const timer = setTimeout(work, delay / speed)
        return () => clearTimeout(timer)
      },
    },
  }
}

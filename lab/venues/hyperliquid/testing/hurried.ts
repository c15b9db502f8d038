import type { Clock } from '../../../clock.ts'
import { type DurationMs, epochMs } from '../../../market/units.ts'
import { processTimers, type Timers } from '../../../timers.ts'

/**
 * A clock that moves only by waiting: a timer fires at once and advances the clock by its delay. Only delays of exactly `real`
 * ms take real time, and those do not move the clock.
 */
export function hurried(real: DurationMs) {
  let now = 1_790_000_000_000
  const slept: DurationMs[] = []
  const timers: Timers = {
    after(delay, work) {
      if (delay === real) return processTimers.after(delay, work)
      let isCancelled = false
      const due = now + delay
      setImmediate(() => {
        if (isCancelled) return
        now = Math.max(now, due)
        slept.push(delay)
        work()
      })
      return () => {
        isCancelled = true
      }
    },
  }
  const clock: Clock = () => epochMs(now)
  /** All waits so far, in ms. */
  return { clock, timers, slept }
}

import type { Clock } from '../../../clock.ts'
import { type DurationMs, epochMs } from '../../../market/units.ts'
import { processTimers, type Timers } from '../../../timers.ts'

/**
 * A clock that stands still, save that whoever wants to sleep wakes at once, and it is then as late as asked. Only waits of
 * `real` ms are waited for, and do not move the clock.
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
  /** Everything slept so far, in ms. */
  return { clock, timers, slept }
}

import type { DurationMs } from './market/units.ts'

/** Cancels a timer; may be called repeatedly. */
export type Cancel = () => void

/** Source of timers: the process's own, or virtual ones in tests. */
export interface Timers {
  after(delay: DurationMs, work: () => void): Cancel
}

export const processTimers: Timers = {
  after(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}

/**
 * Repeats `work` until cancelled.
 *
 * @param step time between two calls
 * @param work receives how late it is called, ms. It is late after the event loop was blocked; a socket's silence during
 *   that time does not prove a lost connection.
 */
export function every(timers: Timers, clock: () => number, step: DurationMs, work: (late: DurationMs) => void): Cancel {
  let cancel: Cancel
  const arm = () => {
    const due = clock() + step
    cancel = timers.after(step, () => {
      arm()
      work(Math.max(0, clock() - due))
    })
  }
  arm()
  return () => cancel()
}

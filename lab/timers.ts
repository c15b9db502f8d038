import type { DurationMs } from './market/units.ts'

/** Undoes what was asked for; more than once is fine. */
export type Cancel = () => void

/** Who wakes us: the process's own timers, or a test's that run when it says so. */
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
 * Does `work` again and again until cancelled.
 *
 * @param work is told by how many ms it came too late: a process that was busy knows less than it thinks about a quiet socket
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

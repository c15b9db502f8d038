import type { Clock } from '../clock.ts'
import { type DurationMs, epochMs } from '../market/units.ts'
import type { Timers } from '../timers.ts'

/** A clock that stands still, and timers that wait for it. */
export interface VirtualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Lets time pass: timers run at their own moments, in order, and between them whatever the sockets have to say is heard. */
  advance(duration: DurationMs): Promise<void>
  /** Time passes at once, as in a process that was busy: every timer that was due runs afterwards. */
  jump(duration: DurationMs): void
}

export function virtualTime(from: number): VirtualTime {
  let now = from
  let waiting: { readonly at: number; readonly work: () => void }[] = []
  const run = async (until: number) => {
    for (;;) {
      const next = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      waiting = waiting.filter(timer => timer !== next)
      now = Math.max(now, next.at)
      next.work()
      await settle()
    }
  }
  return {
    clock: () => epochMs(now),
    timers: {
      after: (delay, work) => {
        const timer = { at: now + delay, work }
        waiting.push(timer)
        return () => {
          waiting = waiting.filter(other => other !== timer)
        }
      },
    },
    advance: async duration => {
      const until = now + duration
      await settle()
      await run(until)
      now = until
      await settle()
    },
    jump: duration => {
      now += duration
    },
  }
}

/** A few turns of the loop, for frames on loopback to arrive. */
async function settle(): Promise<void> {
  for (let i = 0; i < 6; i++) await new Promise(resolve => setImmediate(resolve))
}

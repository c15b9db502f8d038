import type { Clock } from '../clock.ts'
import { type DurationMs, epochMs } from '../market/units.ts'
import type { Timers } from '../timers.ts'

/** A clock that stands still, and timers that run when it is advanced. */
export interface VirtualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Advances time. Timers run at their due times, in order, with pending socket events handled in between. */
  advance(duration: DurationMs): Promise<void>
  /** Jumps ahead at once, as in a blocked process: all due timers run afterwards. */
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

/** Yields to the event loop a few times, so that frames on loopback arrive. */
async function settle(): Promise<void> {
  for (let i = 0; i < 6; i++) await new Promise(resolve => setImmediate(resolve))
}

import type { Clock } from '../../../clock.ts'
import { type DurationMs, second } from '../../../market/units.ts'
import { type Cancel, every, type Timers } from '../../../timers.ts'

/** The venue closes a socket to which it has sent nothing for 60 s, and a half-open one would never tell us. */
const pingEvery: DurationMs = 15 * second
const pongWithin: DurationMs = 10 * second
/** A timer that comes this late says that we were busy, and that frames wait unread. */
const busy: DurationMs = second

/** Asks every 15 s whether the other side is there. */
export interface Heartbeat {
  /** @returns how long it took; null when nobody had asked */
  pong(): DurationMs | null
  stop(): void
}

/**
 * @param ping says whether it could be sent
 * @param dead is called once, when 10 s have passed without an answer
 */
export function createHeartbeat(
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
  ping: () => boolean,
  dead: () => void,
): Heartbeat {
  let askedAt: number | null = null
  let deadline: Cancel = () => {}
  const expect = (within: DurationMs) => {
    const due = clock() + within
    deadline = timers.after(within, () => {
      // Whatever had come meanwhile gets a turn to be read first.
      if (clock() - due > busy) expect(busy)
      else {
        stop()
        dead()
      }
    })
  }
  const beat = every(timers, clock, pingEvery, () => {
    if (askedAt !== null || !ping()) return
    askedAt = clock()
    expect(pongWithin)
  })
  const stop = () => {
    beat()
    deadline()
  }
  return {
    pong: () => {
      if (askedAt === null) return null
      const took = clock() - askedAt
      askedAt = null
      deadline()
      return took
    },
    stop,
  }
}

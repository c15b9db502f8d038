import type { Clock } from '../../../clock.ts'
import { type DurationMs, second } from '../../../market/units.ts'
import { type Cancel, every, type Timers } from '../../../timers.ts'

/** The venue closes a socket to which it has sent nothing for 60 s. A half-open socket shows only by a missing pong. */
const pingEvery: DurationMs = 15 * second
const pongWithin: DurationMs = 10 * second
/** A timer this late means that the process was busy and has unread messages. */
const busy: DurationMs = second

/** Pings the venue every 15 s. */
export interface Heartbeat {
  /** @returns the time since the ping in ms; null without a ping */
  pong(): DurationMs | null
  stop(): void
}

/**
 * @param ping sends a ping and returns whether it was sent
 * @param dead called once when 10 s have passed without a pong
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
      // Gives messages that arrived meanwhile a turn to be read first.
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

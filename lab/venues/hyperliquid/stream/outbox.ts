import type { Clock } from '../../../clock.ts'
import type { Cancel, Timers } from '../../../timers.ts'
import type { Limits } from './limits.ts'

/** Sends messages to the venue in order, each as soon as the limits allow. */
export interface Outbox {
  /** @param sent called when it was sent */
  push(request: object, sent?: () => void): void
  /** Drops messages that were not sent. */
  clear(): void
  waiting(): number
}

export function createOutbox(
  ports: { readonly clock: Clock; readonly timers: Timers; readonly limits: Limits },
  send: (text: string) => void,
): Outbox {
  const { clock, timers, limits } = ports
  let queue: { readonly text: string; readonly sent: (() => void) | undefined }[] = []
  let cancel: Cancel | null = null

  const flush = () => {
    cancel = null
    let done = 0
    for (const { text, sent } of queue) {
      const wait = limits.messageWait(clock(), false)
      if (wait > 0) {
        cancel = timers.after(wait, flush)
        break
      }
      limits.tookMessage(clock())
      done++
      send(text)
      sent?.()
    }
    queue = queue.slice(done)
  }
  return {
    push: (request, sent) => {
      queue.push({ text: JSON.stringify(request), sent })
      if (!cancel) flush()
    },
    clear: () => {
      queue = []
      cancel?.()
      cancel = null
    },
    waiting: () => queue.length,
  }
}

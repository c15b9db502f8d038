import type { AnyMessage } from './message.ts'

/** Hands messages to a handler: at once while the handler keeps up, otherwise from a queue of limited size. */
export interface Delivery {
  push(message: AnyMessage): void
  /** Number of messages that wait. */ waiting(): number
  /** Stops handing over messages. */
  stop(): void
}

export interface DeliveryOptions {
  /** When it returns a promise, the next message waits for it. */
  readonly handler: (message: AnyMessage) => unknown
  /** Most messages that may wait. */
  readonly capacity: number
  /** Whether each message replaces those before it (`state`), or all of them count (`events`). */
  readonly content: 'state' | 'events'
  /** The waiting messages were replaced by a newer one. */
  conflated(count: number): void
  /** The queue was full, so this message was dropped. `before` is the last message that was queued. */
  dropped(message: AnyMessage, before: AnyMessage): void
  /** The first message queued again after some were dropped; `before` is the last one queued before. */
  resumed(before: AnyMessage, after: AnyMessage): void
  failed(error: unknown): void
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { handler, capacity, content } = options
  let queue: AnyMessage[] = []
  let head = 0
  let isBusy = false
  let isStopped = false
  /** The last message before the dropped ones. */
  let before: AnyMessage | null = null
  let newest: AnyMessage

  const handOver = (message: AnyMessage) => {
    try {
      const result = handler(message)
      if (!isThenable(result)) return
      isBusy = true
      result.then(next, error => {
        options.failed(error)
        next()
      })
    } catch (error) {
      options.failed(error)
    }
  }
  const next = () => {
    isBusy = false
    while (!isBusy && !isStopped && head < queue.length) handOver(queue[head++])
    if (head === queue.length) [queue, head] = [[], 0]
  }
  const resume = (message: AnyMessage) => {
    if (before) options.resumed(before, message)
    before = null
  }
  const enqueue = (message: AnyMessage) => {
    if (queue.length - head >= capacity) {
      if (content === 'events') {
        before ??= newest
        return options.dropped(message, before)
      }
      options.conflated(queue.length - head)
      ;[queue, head] = [[], 0]
    }
    // Removes the handed-over messages from the front once they are as many as may wait.
    if (head >= capacity) [queue, head] = [queue.slice(head), 0]
    resume(message)
    newest = message
    queue.push(message)
  }
  return {
    push: message => {
      if (isStopped) return
      if (isBusy) return enqueue(message)
      resume(message)
      handOver(message)
    },
    waiting: () => queue.length - head,
    stop: () => {
      isStopped = true
      ;[queue, head] = [[], 0]
    },
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'

import type { AnyMessage } from './message.ts'

/** Calls a handler for each message. While the handler is busy, messages wait in a queue of limited size. */
export interface Delivery {
  /** Adds a message. */
  push(message: AnyMessage): void
  /** Number of messages in the queue. */
  waiting(): number
  /** Ends the delivery and drops the queue. */
  stop(): void
}

export interface DeliveryOptions {
  /** Processes a message. When it returns a promise, the next message waits until that settles. */
  readonly handler: (message: AnyMessage) => unknown
  /** Maximum number of messages in the queue. */
  readonly capacity: number
  /** `state`: a message replaces those before it, so older ones may be skipped. `events`: every message counts. */
  readonly content: 'state' | 'events'
  /** For `state`: the queue was full, so its messages were replaced by a newer one. @param count messages skipped */
  conflated(count: number): void
  /** For `events`: the queue was full, so `message` was dropped. @param before last message queued before the loss */
  dropped(message: AnyMessage, before: AnyMessage): void
  /** Messages are accepted again after a loss. @param before last before the loss @param after first after it */
  resumed(before: AnyMessage, after: AnyMessage): void
  /** The handler threw, or its promise was rejected. */
  failed(error: unknown): void
}

/** Creates a delivery to one handler. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { handler, capacity, content } = options
  let queue: AnyMessage[] = []
  /** Index of the first message that waits; those before it were handed over. */
  let head = 0
  let isBusy = false
  let isStopped = false
  /** The last message before a loss; null when nothing was dropped since the last accepted message. */
  let before: AnyMessage | null = null
  /** The message queued last. */
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
    // Handed-over messages are removed from the front of the array once their number reaches the capacity.
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

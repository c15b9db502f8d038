import type { AnyMessage } from './message.ts'

/** How a handler gets its messages: at once while it keeps up, and otherwise from a queue that does not grow without bound. */
export interface Delivery {
  push(message: AnyMessage): void
  waiting(): number
  /** Nothing more is handed over. */
  stop(): void
}

export interface DeliveryOptions {
  /** A promise that it returns is waited for before it gets the next. */
  readonly handler: (message: AnyMessage) => unknown
  /** Messages that may wait. */
  readonly capacity: number
  /** Whether a newer message makes those that wait worthless. */
  readonly nature: 'level' | 'edges'
  /** Those that wait gave way to a newer one. */
  conflated(count: number): void
  /** There was no room for this one; `before` is the last that had. */
  dropped(message: AnyMessage, before: AnyMessage): void
  /** The first that found room again, and the last that had before. */
  resumed(before: AnyMessage, after: AnyMessage): void
  failed(error: unknown): void
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { handler, capacity, nature } = options
  let queue: AnyMessage[] = []
  let head = 0
  let isBusy = false
  let isStopped = false
  /** The last message before those that were dropped. */
  let before: AnyMessage | null = null
  let newest: AnyMessage

  const hand = (message: AnyMessage) => {
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
    while (!isBusy && !isStopped && head < queue.length) hand(queue[head++])
    if (head === queue.length) [queue, head] = [[], 0]
  }
  const resume = (message: AnyMessage) => {
    if (before) options.resumed(before, message)
    before = null
  }
  const enqueue = (message: AnyMessage) => {
    if (queue.length - head >= capacity) {
      if (nature === 'edges') {
        before ??= newest
        return options.dropped(message, before)
      }
      options.conflated(queue.length - head)
      ;[queue, head] = [[], 0]
    }
    // What was handed over leaves a gap in front: closed when it is as large as what may wait.
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
      hand(message)
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

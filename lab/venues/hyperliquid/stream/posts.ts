import type { Clock } from '../../../clock.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Cancel, Timers } from '../../../timers.ts'
import type { Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { PostResponse } from './message.ts'

/** A request sent through the socket. It weighs as much as the same request over HTTP. */
export interface PostRequest {
  readonly type: 'info' | 'action'
  readonly payload: unknown
}

/**
 * The outcome of a request. An `unknown` action may have been executed, or may still be: query its order, and never send it
 * again.
 */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly response: PostResponse; readonly took: DurationMs }
  | { readonly kind: 'unsent'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/** Requests that wait for their answer. */
export interface Posts {
  /** @throws InputError when the limit of waiting requests is reached */
  post(connection: Connection | undefined, request: PostRequest, within: DurationMs): Promise<PostOutcome>
  /** Takes an answer. Answers to requests that no longer wait are ignored. */
  answered(id: number, response: PostResponse): void
  /** The connection failed: its requests will get no answer. */
  fell(connection: Connection, reason: string): void
}

export function createPosts(ports: { readonly clock: Clock; readonly timers: Timers; readonly limits: Limits }): Posts {
  const { clock, timers, limits } = ports
  const waiting = new Map<
    number,
    { readonly connection: Connection; readonly settle: (outcome: PostOutcome) => void }
  >()
  let lastId = 0
  return {
    post: async (connection, request, within) => {
      limits.openPost()
      const id = ++lastId
      const sentAt = clock()
      if (!connection?.sendNow({ method: 'post', id, request })) {
        limits.closePost()
        return {
          kind: 'unsent',
          reason: connection?.isOpen ? 'too many messages this minute' : 'no connection is open',
        }
      }
      return new Promise(resolve => {
        let cancel: Cancel = () => {}
        const settle = (outcome: PostOutcome) => {
          if (!waiting.delete(id)) return
          cancel()
          limits.closePost()
          resolve(outcome.kind === 'answered' ? { ...outcome, took: clock() - sentAt } : outcome)
        }
        waiting.set(id, { connection, settle })
        cancel = timers.after(within, () => settle({ kind: 'unknown', reason: `no answer within ${within} ms` }))
      })
    },
    answered: (id, response) => waiting.get(id)?.settle({ kind: 'answered', response, took: 0 }),
    fell: (connection, reason) => {
      for (const post of [...waiting.values()]) {
        if (post.connection === connection) post.settle({ kind: 'unknown', reason })
      }
    },
  }
}

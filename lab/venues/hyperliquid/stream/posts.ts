import type { Clock } from '../../../clock.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Cancel, Timers } from '../../../timers.ts'
import type { Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { PostResponse } from './message.ts'

/** A request sent through the socket. It uses as much of the venue's rate limit as the same request over HTTP. */
export interface PostRequest {
  readonly type: 'info' | 'action'
  readonly payload: unknown
}

/**
 * The outcome of a request. After `unknown`, an action may have been executed or may still be executed: query its order
 * by client id and never send the action again.
 */
export type PostOutcome =
  /** @property took time from sending to the answer, ms */
  | { readonly kind: 'answered'; readonly response: PostResponse; readonly took: DurationMs }
  /** The request was not sent, so it has no effect. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** The request was sent, but no answer came. */
  | { readonly kind: 'unknown'; readonly reason: string }

/** Requests that wait for their answer. */
export interface Posts {
  /**
   * Sends a request and waits for its answer.
   *
   * @param connection undefined: none is open, so the request is `unsent`
   * @param within longest wait for the answer, ms
   * @throws InputError when the limit of waiting requests is reached
   */
  post(connection: Connection | undefined, request: PostRequest, within: DurationMs): Promise<PostOutcome>
  /** Settles the request with this id. An answer is ignored when its request no longer waits. */
  answered(id: number, response: PostResponse): void
  /** The connection failed: the outcome of its waiting requests is `unknown`. */
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

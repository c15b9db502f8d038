import type { Clock } from '../../../clock.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Cancel, Timers } from '../../../timers.ts'
import type { Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { PostResponse } from './message.ts'

/** What is asked of the venue through the socket. It weighs as much as the same request over HTTP. */
export interface PostRequest {
  readonly type: 'info' | 'action'
  readonly payload: unknown
}

/** What became of it. An action that is unknown may have been done, or be done yet: it is not to be sent again, but asked about. */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly response: PostResponse; readonly took: DurationMs }
  | { readonly kind: 'unsent'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/** Requests without an answer yet. */
export interface Posts {
  /** @throws InputError when as many as the venue allows have no answer yet */
  post(connection: Connection | undefined, request: PostRequest, within: DurationMs): Promise<PostOutcome>
  /** An answer to what nobody waits for any more is passed over. */
  answered(id: number, response: PostResponse): void
  /** Their answers will not come. */
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

import { random } from '../../../random.ts'
import { type VirtualTime, virtualTime } from '../../../testing/virtual-time.ts'
import type { StreamEvent } from '../stream/events.ts'
import type { Limits } from '../stream/limits.ts'
import type { Message } from '../stream/message.ts'
import { createStream, type Stream } from '../stream/stream.ts'
import { start } from './frames.ts'
import { startServer, type TestServer } from './server.ts'

/** A stream, a venue on loopback, and a virtual clock. */
export interface Rig {
  readonly server: TestServer
  readonly stream: Stream
  readonly time: VirtualTime
  readonly events: StreamEvent[]
  /** Events of one type, oldest first. */
  of<T extends StreamEvent['type']>(type: T): Extract<StreamEvent, { readonly type: T }>[]
  /** Waits until the condition holds, while the virtual time stands still. @throws Error when it never does */
  until(holds: () => boolean, what?: string): Promise<void>
  /** Subscribes to trades and waits for the acknowledgement. */
  trades(coin?: string): Promise<Trades>
  close(): Promise<void>
}

export interface Trades {
  /** Messages received, oldest first. */
  readonly got: readonly Message<'trades'>[]
  /** Ids of all trades in the messages. */ ids(): number[]
  leave(): void
}

export async function rig(options: { readonly limits?: Limits; readonly url?: string } = {}): Promise<Rig> {
  const server = await startServer()
  const time = virtualTime(start)
  const events: StreamEvent[] = []
  const stream = createStream({
    ...{ url: server.url, random: random(1), clock: time.clock, timers: time.timers, ...options },
    onEvent: event => events.push(event),
  })
  const of = <T extends StreamEvent['type']>(type: T) =>
    events.filter((event): event is Extract<StreamEvent, { readonly type: T }> => event.type === type)
  const until = async (holds: () => boolean, what = String(holds)) => {
    for (let turn = 0; turn < 20_000; turn++) {
      if (holds()) return
      await new Promise(resolve => setImmediate(resolve))
    }
    throw new Error(`never came to hold: ${what}; events: ${events.map(event => event.type).join(', ')}`)
  }
  return {
    ...{ server, stream, time, events, of, until },
    trades: async (coin = 'BTC') => {
      const got: Message<'trades'>[] = []
      const leave = stream.subscribe({ type: 'trades', coin }, message => void got.push(message))
      await time.advance(0)
      await until(() => of('subscribed').some(({ subscription: it }) => 'coin' in it && it.coin === coin))
      return { got, leave, ids: () => got.flatMap(message => message.data.map(trade => trade.id)) }
    },
    close: async () => {
      stream.close()
      await server.close()
    },
  }
}

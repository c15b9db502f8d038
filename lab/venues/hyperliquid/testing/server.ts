import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { subscriptionKey } from '../stream/subscription-key.ts'
import { acknowledged } from './acknowledged.ts'
import { answerWith, type InfoAnswer } from './info.ts'

/** A venue on loopback. It acknowledges and answers pings; a test tells it what to send and how to fail. */
export interface TestServer {
  /** `ws://127.0.0.1:…/ws`. */
  readonly url: string
  /** Address that answers `POST /info`. */ readonly infoUrl: string
  /** Messages of clients, oldest first. */
  readonly received: readonly ClientMessage[]
  /** Number of sockets opened since the start. */
  opened(): number
  /** Number of sockets open now. */ open(): number
  /** Number of clients subscribed to `key` now. */
  subscribers(key: string): number
  /** Messages that a client receives after the acknowledgement of `key`. */
  snapshot(key: string, ...frames: readonly Sendable[]): void
  /** Sends to all subscribers of `key`: an object as JSON, bytes as a binary message. */
  send(key: string, ...frames: readonly Sendable[]): void
  /** Sends to every client. */
  broadcast(...frames: readonly Sendable[]): void
  /** Answers requests that clients post through the socket; without it, they get no answer. */
  onPost(answer: (message: ClientMessage) => Sendable | undefined): void
  /** Sends all messages as fast as the sockets take them. */
  replay(key: string, frames: Iterable<Sendable>): Promise<void>
  readonly faults: Faults
  /** Terminates every socket without a closing handshake: clients see code 1006. */
  cut(): void
  close(): Promise<void>
}

export type Sendable = string | Buffer | object

export interface ClientMessage {
  readonly method: string
  readonly subscription?: Readonly<Record<string, unknown>>
  readonly id?: number
  readonly request?: unknown
}

/** Fault switches; each stays as it is set. */
export interface Faults {
  /** Nothing is sent, not even pongs, while the socket stays open. */
  isMute: boolean
  /** Keys of subscriptions that are acknowledged and then get no message. */
  readonly quiet: Set<string>
  /** Keys of subscriptions that are refused. */
  readonly invalid: Set<string>
  /** New connections are refused. */
  refusesConnections: boolean
  noPongs: boolean
  noAcknowledgements: boolean
  /** What is sent in place of a message of `send` or `replay`; by default the message itself, once. */
  deliver: (frame: string | Buffer) => readonly (string | Buffer)[]
}

export async function startServer(info?: InfoAnswer): Promise<TestServer> {
  const http = createServer(answerWith(info))
  const faults = noFaults()
  const sockets = new WebSocketServer({
    server: http,
    path: '/ws',
    perMessageDeflate: false,
    verifyClient: () => !faults.refusesConnections,
  })
  const clients = new Map<WebSocket, Set<string>>()
  const snapshots = new Map<string, readonly Sendable[]>()
  const received: ClientMessage[] = []
  let opened = 0
  let answerPost: (message: ClientMessage) => Sendable | undefined = () => undefined

  const say = (socket: WebSocket, frame: Sendable) => {
    if (!faults.isMute) socket.send(encode(frame))
  }
  const subscribersOf = (key: string) => [...clients].filter(([, keys]) => keys.has(key)).map(([socket]) => socket)
  const passed = (key: string, frame: Sendable) => (faults.quiet.has(key) ? [] : faults.deliver(encode(frame)))

  sockets.on('connection', socket => {
    opened++
    const keys = new Set<string>()
    clients.set(socket, keys)
    socket.on('close', () => clients.delete(socket))
    // Clients that disconnect in the middle of a message are part of these tests.
    socket.on('error', () => socket.terminate())
    socket.on('message', data => {
      const message = JSON.parse(String(data)) as ClientMessage
      received.push(message)
      if (message.method === 'ping' && !faults.noPongs) say(socket, { channel: 'pong' })
      if (message.method === 'subscribe') subscribe(socket, keys, message.subscription)
      const answer = message.method === 'post' ? answerPost(message) : undefined
      if (answer !== undefined) say(socket, answer)
      if (message.method === 'unsubscribe') unsubscribe(socket, keys, message.subscription)
    })
  })
  const subscribe = (socket: WebSocket, keys: Set<string>, subscription: ClientMessage['subscription']) => {
    const key = subscriptionKey(subscription)
    if (key === null || faults.invalid.has(key)) {
      return say(socket, { channel: 'error', data: `Invalid subscription ${JSON.stringify(subscription)}` })
    }
    if (keys.has(key)) {
      return say(socket, { channel: 'error', data: `Already subscribed: ${JSON.stringify(subscription)}` })
    }
    if (faults.noAcknowledgements) return
    keys.add(key)
    say(socket, acknowledged('subscribe', subscription))
    for (const frame of snapshots.get(key) ?? []) for (const one of passed(key, frame)) say(socket, one)
  }
  const unsubscribe = (socket: WebSocket, keys: Set<string>, subscription: ClientMessage['subscription']) => {
    const key = subscriptionKey(subscription)
    if (key !== null && keys.delete(key)) return say(socket, acknowledged('unsubscribe', subscription))
    say(socket, { channel: 'error', data: `Already unsubscribed: ${JSON.stringify(subscription)}` })
  }

  const port = await listen(http)
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    infoUrl: `http://127.0.0.1:${port}/info`,
    ...{ received, faults },
    opened: () => opened,
    open: () => clients.size,
    subscribers: key => subscribersOf(key).length,
    snapshot: (key, ...frames) => void snapshots.set(key, frames),
    send: (key, ...frames) => {
      for (const frame of frames) {
        for (const one of passed(key, frame)) for (const socket of subscribersOf(key)) say(socket, one)
      }
    },
    broadcast: (...frames) => {
      for (const frame of frames) for (const socket of clients.keys()) say(socket, frame)
    },
    onPost: answer => {
      answerPost = answer
    },
    replay: async (key, frames) => {
      const to = subscribersOf(key)
      for (const frame of frames) {
        for (const one of passed(key, frame)) for (const socket of to) say(socket, one)
        for (const socket of to) if (socket.bufferedAmount > full) await drained(socket)
      }
    },
    cut: () => {
      for (const socket of clients.keys()) socket.terminate()
    },
    close: async () => {
      for (const socket of clients.keys()) socket.terminate()
      sockets.close()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

const noFaults = (): Faults => ({
  ...{ isMute: false, refusesConnections: false, noPongs: false, noAcknowledgements: false },
  ...{ quiet: new Set<string>(), invalid: new Set<string>() },
  deliver: frame => [frame],
})

const encode = (frame: Sendable): string | Buffer =>
  typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)

/** Most bytes that may wait in a socket. */
const full = 2 ** 20

async function drained(socket: WebSocket): Promise<void> {
  while (socket.readyState === socket.OPEN && socket.bufferedAmount > full / 2) {
    await new Promise(resolve => setImmediate(resolve))
  }
}

const listen = (http: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(0, '127.0.0.1', () => resolve((http.address() as AddressInfo).port))
  })

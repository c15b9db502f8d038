import { WebSocket } from 'ws'
import type { Clock } from '../../../clock.ts'
import { type DurationMs, type EpochMs, second } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'
import type { Cancel, Timers } from '../../../timers.ts'
import { backoff } from './backoff.ts'
import { type ConnectionCounters, createConnectionCounters } from './counters.ts'
import { createHeartbeat, type Heartbeat } from './heartbeat.ts'
import type { Limits } from './limits.ts'
import type { Frame, Refusal } from './message.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { parseFrame } from './parse-frame.ts'

export interface Ports {
  /** `wss://…/ws`. */
  readonly url: string
  readonly clock: Clock
  readonly random: Random
  readonly timers: Timers
  readonly limits: Limits
}

/** Callbacks of a connection. None is called for a socket that has been replaced. */
export interface Listener {
  opened(): void
  /** @param reason as text; called once for each connection lost, and for each failed attempt */
  closed(reason: string): void
  /** Every message except pongs. */
  received(frame: Exclude<Frame, { kind: 'pong' }>): void
}

const openWithin: DurationMs = 10 * second
/** Least duration of a good connection. After one the next attempt comes soon. */
const steady: DurationMs = 5 * second
/** Most bytes of a message. A book of twenty levels has 2 kB, all contexts of all dexes some 200 kB. */
const maxPayload = 8 * 2 ** 20
/** Unreadable messages in a row after which the socket is replaced. */
const maxUnreadable = 20

/** A connection to the venue that opens a new socket whenever one fails, until it is stopped. */
export class Connection {
  readonly counters: ConnectionCounters = createConnectionCounters()
  readonly #ports: Ports
  readonly #listener: Listener
  readonly #outbox: Outbox
  #socket: WebSocket | null = null
  #heartbeat: Heartbeat | null = null
  #openedAt: EpochMs | null = null
  #stopped = false
  #failures = 0
  #unreadable = 0
  #cancel: Cancel = () => {}

  /** @throws InputError when the limit of connections is reached */
  constructor(ports: Ports, listener: Listener) {
    this.#ports = ports
    this.#listener = listener
    this.#outbox = createOutbox(ports, text => this.#socket?.send(text))
    ports.limits.openConnection()
    this.#connectAfter(0)
  }

  get isOpen(): boolean {
    return this.#openedAt !== null
  }

  /** Sends once the limits allow. Does nothing if the socket has failed by then. */
  send(request: object, sent?: () => void): void {
    if (this.isOpen) this.#outbox.push(request, sent)
  }

  /**
   * Sends now or not at all.
   *
   * @param urgent may use the share of the limits that is reserved for pings
   * @returns whether it was sent
   */
  sendNow(request: object, urgent = false): boolean {
    const { clock, limits } = this.#ports
    if (!this.isOpen || limits.messageWait(clock(), urgent) > 0) return false
    limits.tookMessage(clock())
    this.#socket?.send(JSON.stringify(request))
    return true
  }

  /** Replaces the socket by a new one. */
  rotate(reason: string): void {
    if (this.#socket) this.#lose(this.#socket, reason)
  }

  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#cancel()
    this.#drop()
    this.#ports.limits.closeConnection()
  }

  #connectAfter(delay: DurationMs): void {
    const { clock, timers, limits } = this.#ports
    const wait = Math.max(delay, limits.connectWait(clock()))
    this.#cancel = timers.after(wait, () => {
      // Another connection may have used the allowance in the meantime.
      if (limits.connectWait(clock()) > 0) this.#connectAfter(0)
      else this.#connect()
    })
  }

  #connect(): void {
    const { url, clock, timers, limits } = this.#ports
    limits.tookConnect(clock())
    this.counters.tries++
    // Checking each message for valid UTF-8 is not worth its time: no subscribed symbol contains invalid text.
    const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true, maxPayload })
    this.#socket = socket
    let why = ''
    this.#cancel = timers.after(openWithin, () => this.#lose(socket, `no connection within ${openWithin / second} s`))
    socket.on('open', () => this.#open(socket))
    socket.on('message', (data: Buffer, isBinary) => this.#receive(socket, data, isBinary))
    socket.on('error', error => {
      why = `: ${error.message || (error as NodeJS.ErrnoException).code || error.name}`
    })
    socket.on('close', code => this.#lose(socket, `closed with code ${code}${why}`))
  }

  #open(socket: WebSocket): void {
    if (socket !== this.#socket) return
    this.#cancel()
    this.#openedAt = this.#ports.clock()
    this.counters.opened++
    const ping = () => this.sendNow({ method: 'ping' }, true)
    this.#heartbeat = createHeartbeat(this.#ports, ping, () => this.#lose(socket, 'no pong'))
    this.#listener.opened()
  }

  #receive(socket: WebSocket, data: Buffer, isBinary: boolean): void {
    if (socket !== this.#socket) return
    const { counters } = this
    const now = this.#ports.clock()
    counters.frames++
    counters.bytes += data.length
    counters.lastFrameAt = now
    const frame = isBinary ? binary : parseFrame(data, now)
    if (frame.kind === 'refusal') counters.refused[frame.reason]++
    this.#unreadable = frame.kind === 'refusal' ? this.#unreadable + 1 : 0
    if (frame.kind === 'pong') counters.pongLatency = this.#heartbeat?.pong() ?? counters.pongLatency
    else this.#listener.received(frame)
    if (this.#unreadable >= maxUnreadable) this.#lose(socket, `${maxUnreadable} unreadable frames in a row`)
  }

  #lose(socket: WebSocket, reason: string): void {
    if (socket !== this.#socket || this.#stopped) return
    const { clock, random } = this.#ports
    this.#cancel()
    const wasSteady = this.#openedAt !== null && clock() - this.#openedAt >= steady
    this.#drop()
    this.counters.closed++
    this.counters.lastReason = reason
    this.#connectAfter(backoff(wasSteady ? 0 : this.#failures, random))
    this.#failures = wasSteady ? 1 : this.#failures + 1
    this.#listener.closed(reason)
  }

  /** Terminates the socket without a closing handshake, which the other side may never answer. */
  #drop(): void {
    this.#heartbeat?.stop()
    this.#outbox.clear()
    this.#unreadable = 0
    this.#openedAt = null
    const socket = this.#socket
    this.#socket = null
    socket?.terminate()
  }
}

const binary: Refusal = {
  ...({ kind: 'refusal', reason: 'binary', channel: null, route: null } as const),
  ...{ path: '', expected: 'text', found: 'bytes' },
}

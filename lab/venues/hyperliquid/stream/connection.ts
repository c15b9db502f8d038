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

/** Dependencies of a connection. */
export interface Ports {
  /** Address of the WebSocket, `wss://…/ws`. */
  readonly url: string
  readonly clock: Clock
  readonly random: Random
  readonly timers: Timers
  readonly limits: Limits
}

/** Callbacks of a connection. They are not called for a socket that has been replaced. */
export interface Listener {
  opened(): void
  /** Called once for each lost socket and for each failed attempt to open one. @param reason explanation for people */
  closed(reason: string): void
  /** Every message except pongs. */
  received(frame: Exclude<Frame, { kind: 'pong' }>): void
}

/** Maximum time to open a socket. */
const openWithin: DurationMs = 10 * second
/** Minimum lifetime of a good socket. When a good socket fails, the next attempt follows with the shortest wait. */
const steady: DurationMs = 5 * second
/** Maximum size of a message, bytes. A book of twenty levels has 2 kB, all contexts of all dexes some 200 kB. */
const maxPayload = 8 * 2 ** 20
/** Number of unreadable messages in a row after which the socket is replaced. */
const maxUnreadable = 20

/** A connection to the venue that opens a new socket whenever one fails, until it is stopped. */
export class Connection {
  readonly counters: ConnectionCounters = createConnectionCounters()
  readonly #ports: Ports
  readonly #listener: Listener
  readonly #outbox: Outbox
  #socket: WebSocket | null = null
  #heartbeat: Heartbeat | null = null
  /** Null while the socket is not open. */
  #openedAt: EpochMs | null = null
  #stopped = false
  /** Failures in a row; the loss of a socket that had stayed open for `steady` starts the count anew. */
  #failures = 0
  /** Unreadable messages in a row. */
  #unreadable = 0
  /** Cancels the pending attempt, or the timeout of the current one. */
  #cancel: Cancel = () => {}

  /** Opens the first socket. @throws InputError when the limit of connections is reached */
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

  /**
   * Sends a message as soon as the limits allow. It is dropped when the socket is not open, or fails before that.
   *
   * @param sent called after the message was sent
   */
  send(request: object, sent?: () => void): void {
    if (this.isOpen) this.#outbox.push(request, sent)
  }

  /**
   * Sends a message at once, or not at all when the socket is not open or the limits do not allow it.
   *
   * @param urgent allows the share of the limits that is reserved for pings
   * @returns true when the message was sent
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
      // Another connection may have used up the limit of new sockets meanwhile.
      if (limits.connectWait(clock()) > 0) this.#connectAfter(0)
      else this.#connect()
    })
  }

  #connect(): void {
    const { url, clock, timers, limits } = this.#ports
    limits.tookConnect(clock())
    this.counters.tries++
    // UTF-8 is not validated, which saves time per message: invalid text would match no subscribed symbol.
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

  /** Terminates the socket without a closing handshake, because the venue may never answer it. */
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

/** Refusal of a binary message: the venue sends text only. */
const binary: Refusal = {
  ...({ kind: 'refusal', reason: 'binary', channel: null, route: null } as const),
  ...{ path: '', expected: 'text', found: 'bytes' },
}

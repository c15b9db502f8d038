import type { IRequestTransport } from '@nktkas/hyperliquid'
import { Agent } from 'undici'
import { type Clock, wallClock } from '../../../clock.ts'
import type { DurationMs } from '../../../market/units.ts'
import { type Random, random } from '../../../random.ts'
import { type Cancel, processTimers, type Timers } from '../../../timers.ts'
import { type Counters, countAnswer, createCounters, latencyOf } from './counters.ts'
import { type AttemptFailure, isRetryable, ReadFailure } from './failure.ts'
import { Gate, type Priority } from './gate.ts'
import { InFlightRequests } from './in-flight.ts'
import { isOverweight, pauseAfter } from './pause.ts'
import { post } from './post.ts'
import { type InfoRequest, type RequestCost, requestCostOf, surchargeOf } from './weights.ts'

export interface TransportOptions {
  /** Address without `/info`; the venue's own when absent. */
  readonly url?: string
  readonly isTestnet?: boolean
  /** Longest wait in ms for one attempt, its whole answer included. Default 10,000. */
  readonly timeout?: DurationMs
  readonly tries?: number
  /** Budget gate, shared by all that send from one IP address. */
  readonly gate?: Gate
  readonly clock?: Clock
  readonly random?: Random
  readonly timers?: Timers
}

/** Options of one caller's requests. */
export interface RequestOptions {
  readonly priority: Priority
  /**
   * Sends a new request even while an identical one is in flight. An answer requested before an order was sent does not show
   * that order.
   */
  readonly isFresh: boolean
}

const defaultOptions: RequestOptions = { priority: 'normal', isFresh: false }

/** Base address of the venue's API. */
export const hostOf = (isTestnet: boolean): string => `https://api.hyperliquid${isTestnet ? '-testnet' : ''}.xyz`

/**
 * Sends requests to `/info`: within the venue's budget, identical ones once at a time, with retries after temporary failures.
 * It only reads, because an order must never be repeated. Owns connections: close it.
 */
export class InfoTransport implements IRequestTransport {
  readonly isTestnet: boolean
  readonly #options: Required<Omit<TransportOptions, 'isTestnet'>>
  readonly #agent: Agent
  readonly #inFlight = new InFlightRequests()
  readonly #counters = createCounters()

  constructor(options: TransportOptions = {}) {
    this.isTestnet = options.isTestnet ?? false
    const { clock = wallClock, timers = processTimers, timeout = 10_000 } = options
    this.#options = {
      ...{ url: options.url ?? hostOf(this.isTestnet), clock, timers, timeout },
      ...{ tries: options.tries ?? 5, gate: options.gate ?? new Gate(clock, undefined, timers) },
      random: options.random ?? random(clock()),
    }
    this.#agent = new Agent({
      ...{ connections: 32, keepAliveTimeout: 30_000, connect: { timeout }, maxResponseSize: 64 * 1024 * 1024 },
      // A timer of our own limits the whole answer.
      ...{ headersTimeout: 0, bodyTimeout: 0 },
    })
  }

  /** @throws ReadFailure without an answer; the signal's reason when aborted */
  request<T>(endpoint: 'info' | 'exchange' | 'explorer', payload: unknown, signal?: AbortSignal): Promise<T> {
    return this.#ask<T>(endpoint, payload, defaultOptions, signal)
  }

  /** The same transport with other request options. */
  as(options: Partial<RequestOptions>): IRequestTransport {
    return {
      isTestnet: this.isTestnet,
      request: (endpoint, payload, signal) => this.#ask(endpoint, payload, { ...defaultOptions, ...options }, signal),
    }
  }

  counters(): Counters {
    return { ...this.#counters, latency: latencyOf(this.#counters), ...this.#options.gate.snapshot() }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }

  async #ask<T>(endpoint: string, payload: unknown, options: RequestOptions, signal?: AbortSignal): Promise<T> {
    if (endpoint !== 'info')
      throw new Error(`${endpoint}: this transport sends only to info, since it repeats requests`)
    const request = payload as InfoRequest
    const body = JSON.stringify(request)
    const key = `${options.priority} ${body}`
    const start = (stop: AbortSignal) => this.#requestWithRetries(request, body, options.priority, stop)
    if (options.isFresh) return (await start(signal ?? new AbortController().signal)) as T
    if (this.#inFlight.isInFlight(key)) this.#counters.joined++
    return (await this.#inFlight.join(key, signal, start)) as T
  }

  async #requestWithRetries(
    request: InfoRequest,
    body: string,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { tries, timers, random } = this.#options
    this.#counters.requests++
    for (let tried = 1; ; tried++) {
      const answer = await this.#attempt(request, body, priority, signal)
      if (answer.ok) return answer.value
      const isLast = tried >= tries || !isRetryable(answer.error)
      const pause = pauseAfter(answer.error, tried, random)
      if (isOverweight(answer.error)) {
        this.#counters.overweight++
        this.#options.gate.penalise(pause)
      }
      if (isLast) {
        this.#counters.failures++
        throw new ReadFailure(`info ${request.type}`, tried, answer.error)
      }
      this.#counters.retries++
      await sleep(timers, pause, signal)
    }
  }

  async #attempt(request: InfoRequest, body: string, priority: Priority, signal: AbortSignal) {
    const { url, gate, clock, timers, timeout } = this.#options
    const requestCost = requestCostOf(request)
    await gate.pass(requestCost, priority, signal)
    const sent = clock()
    // A lost answer may have been charged in full.
    let cost = requestCost.surcharge
    this.#counters.tries++
    this.#counters.inFlight++
    try {
      const line = { url: `${url}/info`, dispatcher: this.#agent, timers, timeout }
      const answer = await post(line, body, signal)
      this.#counters.bytes += answer.bytes
      if (answer.ok) countAnswer(this.#counters, Math.max(0, clock() - sent))
      cost = answer.ok ? rowsCost(request, answer.value) : failureCost(requestCost, answer.error)
      return answer
    } finally {
      this.#counters.inFlight--
      gate.settle(requestCost, cost)
    }
  }
}

const rowsCost = (request: InfoRequest, value: unknown): number =>
  surchargeOf(request, Array.isArray(value) ? value.length : 0)

const failureCost = (requestCost: RequestCost, failure: AttemptFailure): number =>
  failure.kind === 'refused' || (failure.kind === 'connection' && failure.isUnsent) ? 0 : requestCost.surcharge

function sleep(timers: Timers, pause: DurationMs, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    let cancel: Cancel = () => {}
    const abort = () => {
      cancel()
      reject(signal.reason)
    }
    cancel = timers.after(pause, () => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
    signal.addEventListener('abort', abort)
  })
}

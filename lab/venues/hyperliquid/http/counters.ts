import type { DurationMs } from '../../../market/units.ts'

/** Counters of a transport, for display. */
export interface Counters {
  /** Requests of callers, without those that joined an identical one in flight. */
  readonly requests: number
  /** Requests that joined an identical one in flight. */ readonly joined: number
  /** HTTP requests sent, retries included. */
  readonly tries: number
  readonly answers: number
  readonly retries: number
  /** Answers with HTTP 429: too much weight. */
  readonly overweight: number
  /** Requests that failed after all tries. */
  readonly failures: number
  /** Bytes of bodies received. */
  readonly bytes: number
  readonly inFlight: number
  /** Time from sending to the complete answer, in ms; 0 before the first. */
  readonly latency: { readonly last: DurationMs; readonly mean: DurationMs; readonly worst: DurationMs }
  /** Weight used within the last minute. */
  readonly weightUsed: number
  /** Requests that wait for the budget now. */ readonly waiting: number
  /** Requests that ever had to wait for the budget. */ readonly waits: number
}

/** The counters that a transport updates itself. */
export interface MutableCounters {
  requests: number
  joined: number
  tries: number
  answers: number
  retries: number
  overweight: number
  failures: number
  bytes: number
  inFlight: number
  latency: { last: number; worst: number; sum: number }
}

export const createCounters = (): MutableCounters => ({
  ...{ requests: 0, joined: 0, tries: 0, answers: 0, retries: 0, overweight: 0, failures: 0, bytes: 0, inFlight: 0 },
  latency: { last: 0, worst: 0, sum: 0 },
})

export function countAnswer(counters: MutableCounters, took: DurationMs): void {
  counters.answers++
  counters.latency.last = took
  counters.latency.worst = Math.max(counters.latency.worst, took)
  counters.latency.sum += took
}

export const latencyOf = ({ latency, answers }: MutableCounters): Counters['latency'] => ({
  ...{ last: latency.last, worst: latency.worst },
  mean: answers > 0 ? latency.sum / answers : 0,
})

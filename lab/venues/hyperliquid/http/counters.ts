import type { DurationMs } from '../../../market/units.ts'

/** What a transport has been doing, for a page to show. */
export interface Counters {
  /** Asked for by callers, without those that joined one under way. */
  readonly requests: number
  readonly joined: number
  /** Sent, each try. */
  readonly tries: number
  readonly answers: number
  readonly retries: number
  /** HTTP 429. */
  readonly overweight: number
  /** Given up. */
  readonly failures: number
  /** Of bodies received. */
  readonly bytes: number
  readonly inFlight: number
  /** From sending to the whole answer; 0 before the first. */
  readonly latency: { readonly last: DurationMs; readonly mean: DurationMs; readonly worst: DurationMs }
  /** Weight within the last minute, requests that wait for the budget, and how many ever did. */
  readonly weightUsed: number
  readonly waiting: number
  readonly waits: number
}

/** What a transport counts itself. */
export interface Tally {
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

export const freshTally = (): Tally => ({
  ...{ requests: 0, joined: 0, tries: 0, answers: 0, retries: 0, overweight: 0, failures: 0, bytes: 0, inFlight: 0 },
  latency: { last: 0, worst: 0, sum: 0 },
})

export function tallyAnswer(tally: Tally, took: DurationMs): void {
  tally.answers++
  tally.latency.last = took
  tally.latency.worst = Math.max(tally.latency.worst, took)
  tally.latency.sum += took
}

export const latencyOf = ({ latency, answers }: Tally): Counters['latency'] => ({
  ...{ last: latency.last, worst: latency.worst },
  mean: answers > 0 ? latency.sum / answers : 0,
})

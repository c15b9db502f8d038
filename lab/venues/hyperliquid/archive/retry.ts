import { setTimeout as pause } from 'node:timers/promises'
import type { DurationMs } from '../../../market/units.ts'
import type { Random } from '../../../random.ts'
import { Transient } from './failure.ts'

export interface Retry {
  readonly random: Random
  readonly signal: AbortSignal
  readonly attempts?: number
  /** Longest first wait in ms, default 500; it doubles after each attempt. */
  readonly delay?: DurationMs
  readonly sleep?: (ms: DurationMs, signal: AbortSignal) => Promise<unknown>
}

const longest: DurationMs = 30_000

/** Repeats `work` after a transient failure. The wait is random, so that many clients do not return at the same time. */
export async function retrying<T>(work: () => Promise<T>, retry: Retry): Promise<T> {
  const { random, signal, attempts = 6, delay = 500, sleep = (ms, signal) => pause(ms, undefined, { signal }) } = retry
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof Transient) || attempt >= attempts) throw error
    }
    await sleep(random() * Math.min(longest, delay * 2 ** (attempt - 1)), signal)
  }
}

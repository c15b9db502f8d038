import type { WorkerHeartbeat } from './heartbeat.ts'

/** How a worker's time was used. Numbers that do not exist yet are absent. */
export interface Efficiency {
  /** Share of its lifetime spent scoring. */
  readonly busyShare?: number
  /** Rate while it was scoring. */
  readonly evaluationsPerSecond?: number
  /** Thread time of one evaluation. */
  readonly msPerEvaluation?: number
  /** Cost in USD of a million evaluations, with idle time included. */
  readonly usdPerMillion?: number
}

/** @param usdPerCoreHour price of one thread for an hour, idle or busy */
export function efficiencyOf(worker: WorkerHeartbeat, usdPerCoreHour: number): Efficiency {
  const { busyMs, evaluations, threads, since, at } = worker
  const lifeMs = at - since
  return {
    ...(lifeMs > 0 && { busyShare: Math.min(1, busyMs / lifeMs) }),
    ...(evaluations > 0 &&
      busyMs > 0 && {
        evaluationsPerSecond: (1_000 * evaluations) / busyMs,
        msPerEvaluation: (busyMs * threads) / evaluations,
        usdPerMillion: (1e6 * usdPerCoreHour * threads * (lifeMs / 3_600_000)) / evaluations,
      }),
  }
}

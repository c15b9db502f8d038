import type { WorkerHeartbeat } from './heartbeat.ts'

/** What a worker's time went into. Numbers that do not exist yet are absent. */
export interface Efficiency {
  /** Share of its life with genomes in hand. */
  readonly busyShare?: number
  /** While it had genomes in hand. */
  readonly evaluationsPerSecond?: number
  /** Of one thread. */
  readonly msPerEvaluation?: number
  /** Of all the time that its threads were there to be paid for. */
  readonly usdPerMillion?: number
}

/** @param usdPerCoreHour price of one thread for an hour, idle or not */
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

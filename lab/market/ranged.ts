import type { EpochMs } from './units.ts'

/** A time range of a request for which there is no data. */
export interface Missing {
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  /** Cause, as text for people. */
  readonly reason: string
}

/** The rows that were received, oldest first, and the time ranges that are missing. */
export interface Ranged<T> {
  readonly rows: readonly T[]
  readonly missing: readonly Missing[]
}

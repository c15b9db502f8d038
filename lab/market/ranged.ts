import type { EpochMs } from './units.ts'

/** A stretch of what was asked for that could not be had. */
export interface Missing {
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  /** In words for a person. */
  readonly reason: string
}

/** What was had, oldest first, and what was not. */
export interface Ranged<T> {
  readonly rows: readonly T[]
  readonly missing: readonly Missing[]
}

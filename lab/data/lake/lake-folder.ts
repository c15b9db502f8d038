import type { Clock } from '../../clock.ts'
import type { Database } from './database.ts'

/** A lake's folder, where its rows are computed, and what time it is: what appending and sweeping need of a lake. */
export interface LakeFolder {
  /** Absolute path. */
  readonly root: string
  /** @internal Where the lake computes. */
  readonly database: Database
  /** @internal Names appended files in the order of their making, and tells how old a half one is. */
  readonly clock: Clock
}

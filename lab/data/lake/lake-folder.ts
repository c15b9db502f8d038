import type { Clock } from '../../clock.ts'
import type { Database } from './database.ts'

/** The parts of a lake that appending and sweeping need: its folder, its database and a clock. */
export interface LakeFolder {
  /** Absolute path of the lake. */
  readonly root: string
  /** @internal Runs the lake's queries. */
  readonly database: Database
  /** @internal Gives the timestamps in names of appended files, and the age of unfinished ones. */
  readonly clock: Clock
}

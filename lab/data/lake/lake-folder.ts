import type { Database } from './database.ts'

/** A lake's folder, and where its rows are computed: what appending needs of a lake. */
export interface LakeFolder {
  /** Absolute path. */
  readonly root: string
  /** @internal Where the lake computes. */
  readonly database: Database
}

import { compact } from '../lake/compact.ts'
import { hotSegments } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { mergeSegments } from '../lake/merge-segments.ts'
import { tableNames } from '../lake/schema.ts'
import { LakeBusy } from '../lake/writer.ts'

/** Number of small files of a table above which they are merged into one. */
const manyFiles = 24

/**
 * Merges small files, or compacts them into the large ones when `isDue`. If another process is writing, nothing happens now;
 * the next call does the work.
 */
export async function maintainLake(lake: Lake, isDue: boolean): Promise<void> {
  try {
    if (isDue) await compact(lake)
    else {
      for (const name of tableNames) {
        if ((await hotSegments(lake.root, name)).length > manyFiles) await mergeSegments(lake, name)
      }
    }
  } catch (error) {
    if (!(error instanceof LakeBusy)) throw error
  }
}

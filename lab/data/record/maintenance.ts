import { compact } from '../lake/compact.ts'
import { hotSegments } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { mergeSegments } from '../lake/merge-segments.ts'
import { tableNames } from '../lake/schema.ts'
import { LakeBusy } from '../lake/writer.ts'

/** Number of segments (small files of recent rows) per table above which they are merged into one. */
const manyFiles = 24

/**
 * Keeps the number of small files in the lake low. If `isDue`, all of them are compacted into the large files;
 * otherwise a table's small files are merged into one when there are many. While another process writes, the call does
 * nothing, and the next call does the work.
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

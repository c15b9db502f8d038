import { compact } from '../lake/compact.ts'
import { hotSegments } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { mergeSegments } from '../lake/merge-segments.ts'
import { tableNames } from '../lake/schema.ts'
import { LakeBusy } from '../lake/writer.ts'

/** So many small files of a table are made one. */
const manyFiles = 24

/**
 * Keeps the number of small files small, and brings them into the large ones when `isDue`. When another process writes, its turn
 * comes later: nothing is lost by waiting.
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

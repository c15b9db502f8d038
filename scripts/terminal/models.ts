import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Returns a reader of model files in the folder of a strategy file. It returns undefined if a file does not exist. */
export const modelsBeside =
  (strategyFile: string) =>
  (name: string): Uint8Array | undefined => {
    const path = join(dirname(strategyFile), name)
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined
  }

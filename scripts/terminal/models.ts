import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Reads model files by name from the folder of a strategy file; `undefined` for a file that does not exist. */
export const modelsBeside =
  (strategyFile: string) =>
  (name: string): Uint8Array | undefined => {
    const path = join(dirname(strategyFile), name)
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined
  }

import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The bytes of a model file that lies in the same folder as a strategy file, by its name; `undefined` where there is no such file. */
export const modelsBeside =
  (strategyFile: string) =>
  (name: string): Uint8Array | undefined => {
    const path = join(dirname(strategyFile), name)
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined
  }

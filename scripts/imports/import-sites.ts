import type { Skeleton } from './skeleton.ts'

/** One import in a source file. */
export interface ImportSite {
  /** Module name as written in the source; `undefined` when it is not a string literal. */
  readonly specifier: string | undefined
  /** Offset of the module name in the source. */
  readonly offset: number
}

/** Patterns of import syntax, up to the opening quote of the module name. */
const leads = [
  /(?<![.\w$])(?:import|export)\b(?!\s*[(.])[^'"`;=()]*?\bfrom\s*(?=['"])/g,
  /(?<![.\w$])import\s*(?=['"])/g,
  /(?<![.\w$])import\s*\(\s*/g,
  /(?<![.\w$])require(?:\s*\.\s*resolve)?\s*\(\s*/g,
]
/** `new URL('./worker.ts', …)` is the file of a worker thread. A relative path to code counts as an import. */
const url = /\bnew\s+URL\s*\(\s*(?=['"])/g

/** All imports of a file by offset: static, for side effects, re-export, dynamic, in a type, `require`, or worker. */
export function found({ code, strings }: Skeleton): readonly ImportSite[] {
  const all: ImportSite[] = []
  for (const lead of leads) {
    for (const match of code.matchAll(lead)) {
      const offset = match.index + match[0].length
      all.push({ specifier: strings.get(offset), offset })
    }
  }
  for (const match of code.matchAll(url)) {
    const offset = match.index + match[0].length
    const specifier = strings.get(offset)
    if (specifier && /^\.{1,2}\/.*\.[cm]?[jt]s$/.test(specifier)) all.push({ specifier, offset })
  }
  return all.sort((a, b) => a.offset - b.offset)
}

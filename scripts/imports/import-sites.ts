import type { Skeleton } from './skeleton.ts'

export interface ImportSite {
  /** As written, or `undefined` where it is computed and no one can tell. */
  readonly specifier: string | undefined
  readonly offset: number
}

/** Each ends where the string that names the module begins. */
const leads = [
  /(?<![.\w$])(?:import|export)\b(?!\s*[(.])[^'"`;=()]*?\bfrom\s*(?=['"])/g,
  /(?<![.\w$])import\s*(?=['"])/g,
  /(?<![.\w$])import\s*\(\s*/g,
  /(?<![.\w$])require(?:\s*\.\s*resolve)?\s*\(\s*/g,
]
/** A worker's file is named this way, and is imported as surely as by `import`. */
const url = /\bnew\s+URL\s*\(\s*(?=['"])/g

/** Every way in which a file reaches another: static, for side effects, re-export, dynamic, in a type, as a worker. */
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

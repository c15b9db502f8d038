import { isMap, parseDocument, type YAMLMap } from 'yaml'
import { fail, ok, type Result } from '../../result.ts'
import type { Flaw } from './flaw.ts'
import { hazards } from './guard.ts'

export interface Syntax {
  readonly root: YAMLMap
  place(offset: number): Pick<Flaw, 'line' | 'column'>
}

/** Parses text to YAML nodes whose scalars are all still text: each field interprets `1e3` or `no` itself. */
export function parseSyntax(text: string): Result<Syntax, readonly Flaw[]> {
  const unfit = hazards(text)
  const place = placesIn(text)
  if (unfit.length > 0) return fail(unfit.map(({ offset, why }) => ({ ...place(offset), path: '', why })))
  // Repeated keys are found by the reader, which can name the first position and takes linear time.
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
  const flaws = [...document.errors, ...document.warnings].map(({ pos, code, message }) => ({
    ...place(pos[0]),
    path: '',
    why: code === 'MULTIPLE_DOCS' ? 'a second document begins here, expected one strategy a file' : message,
  }))
  if (flaws.length > 0) return fail(flaws)
  const root = document.contents
  if (isMap(root)) return ok({ root, place })
  const why = root === null ? 'the file is empty' : 'found no fields, expected lines such as "name: calm-cross"'
  return fail([{ line: 1, column: 1, path: '', why }])
}

/** Converts offsets to lines and columns without scanning the text each time. */
function placesIn(text: string): Syntax['place'] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return offset => {
    let line = 0
    for (let last = starts.length - 1; line < last; ) {
      const middle = Math.ceil((line + last) / 2)
      if (starts[middle] <= offset) line = middle
      else last = middle - 1
    }
    return { line: line + 1, column: offset - starts[line] + 1 }
  }
}

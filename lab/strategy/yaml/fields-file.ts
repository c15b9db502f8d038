import { isMap, isNode, parseDocument } from 'yaml'
import type { z } from 'zod'
import { fail, ok, type Result } from '../../result.ts'
import { type Flaw, inReadingOrder } from './flaw.ts'
import { hazards } from './guard.ts'

/** Parses the text of a YAML file with a zod schema. @returns the content, or all errors in reading order */
export function parseFields<T>(text: string, schema: z.ZodType<T>): Result<T, readonly Flaw[]> {
  const place = (offset: number) => placeIn(text, offset)
  const unfit = hazards(text)
  if (unfit.length > 0) return fail(unfit.map(({ offset, why }) => ({ ...placeIn(text, offset), path: '', why })))
  const document = parseDocument(text, { prettyErrors: false })
  const flaws = [...document.errors, ...document.warnings]
  if (flaws.length > 0) return fail(flaws.map(({ pos, message }) => ({ ...place(pos[0]), path: '', why: message })))
  if (!isMap(document.contents))
    return fail([{ line: 1, column: 1, path: '', why: 'found no fields, expected lines such as "name: first"' }])
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return ok(parsed.data)
  return fail(
    inReadingOrder(
      parsed.error.issues.flatMap(issue => {
        const path = issue.path as (string | number)[]
        const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
        return unknown.map((key): Flaw => {
          const at = document.getIn(key === undefined ? path : [...path, key], true)
          const where = isNode(at) ? (at.range?.[0] ?? 0) : 0
          const why = key === undefined ? issue.message : 'there is no such field'
          return { ...place(where), path: [...path, ...(key === undefined ? [] : [key])].join('.'), why }
        })
      }),
    ),
  )
}

function placeIn(text: string, offset: number): Pick<Flaw, 'line' | 'column'> {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before[before.length - 1].length + 1 }
}

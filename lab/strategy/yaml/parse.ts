import { isScalar } from 'yaml'
import { fail, ok, type Result } from '../../result.ts'
import { seeds } from '../../seeds/index.ts'
import type { Strategy } from '../strategy.ts'
import { file, format } from './fields.ts'
import { type Flaw, inReadingOrder, quoted } from './flaw.ts'
import { identify } from './identity.ts'
import { type Reading, read } from './read.ts'
import type { Known } from './shape.ts'
import { parseSyntax } from './syntax.ts'

/**
 * Text in, strategy out; behind this door nobody checks again.
 *
 * @param known seeds that may be named; all registered ones unless told otherwise
 * @returns every flaw in reading order, or a strategy whose content has the hash that the file states
 */
export function parseStrategy(text: string, known: Known = { seeds }): Result<Strategy, readonly Flaw[]> {
  const syntax = parseSyntax(text)
  if (!syntax.ok) return fail(inReadingOrder(syntax.error))
  const { root, place } = syntax.value
  const reading: Reading = { known, place, flaws: [], offsets: new Map([['', root.range?.[0] ?? 0]]) }

  const version = root.get('format', true)
  if (isScalar<string>(version) && /^\d+$/.test(version.value) && version.value !== String(format)) {
    // What another version means by its fields is not known here, so nothing else is said about them.
    const why = `found format ${quoted(version.value)}, expected ${format}: the file was written for another version`
    return fail([{ ...place(version.range?.[0] ?? 0), path: 'format', why }])
  }

  const found = read(file, root, '', reading)
  if (found === undefined || reading.flaws.length > 0) return fail(inReadingOrder(reading.flaws))
  const { format: _, hash, ...strategy } = found
  const identity = identify(strategy)
  if (hash === identity) return ok(strategy)
  const why = `found ${hash}, expected ${identity} for this content: it was changed after it was judged; undo the change or promote the strategy again`
  return fail([{ ...place(reading.offsets.get('hash') ?? 0), path: 'hash', why }])
}

import { isScalar } from 'yaml'
import { enhancers } from '../../enhancers/index.ts'
import { fail, ok, type Result } from '../../result.ts'
import { seeds } from '../../seeds/index.ts'
import { scalings } from '../scaling/index.ts'
import type { Strategy } from '../strategy.ts'
import { file, format, formatNumber, type StrategyFile } from './fields.ts'
import { type Flaw, inReadingOrder, quoted } from './flaw.ts'
import { identify } from './identity.ts'
import { readModels } from './models.ts'
import { type Reading, read } from './read.ts'
import { asOf, type Group, type Known } from './shape.ts'
import { parseSyntax } from './syntax.ts'

/** All registered members, without model files, which only a caller that knows the folder can add. */
export const registered: Known = { seeds, enhancers, scalings }

/**
 * Parses and checks a strategy file; the result needs no further checks.
 *
 * @param known members that may be named, and the model files beside the strategy
 * @returns all errors in reading order, or a strategy whose content has the stated hash
 */
export function parseStrategy(text: string, known: Known = registered): Result<Strategy, readonly Flaw[]> {
  const found = readStrategy(text, known)
  if (!found.ok) return found
  const { strategy, reading } = found.value
  const whole = readModels(strategy, reading)
  return whole === undefined ? fail(inReadingOrder(reading.flaws)) : ok(whole)
}

/**
 * Parses and checks a strategy file, except its model files.
 *
 * @param version format that the file must have
 */
export function readStrategy(
  text: string,
  known: Known,
  version: number = format,
): Result<{ readonly strategy: Strategy; readonly reading: Reading }, readonly Flaw[]> {
  const syntax = parseSyntax(text)
  if (!syntax.ok) return fail(inReadingOrder(syntax.error))
  const { root, place } = syntax.value
  const reading: Reading = { known, source: text, place, flaws: [], offsets: new Map([['', root.range?.[0] ?? 0]]) }

  const stated = root.get('format', true)
  if (isScalar<string>(stated) && /^\d+$/.test(stated.value) && stated.value !== String(version)) {
    // The meaning of the fields in another version is unknown here, so no other errors are reported.
    return fail([{ ...place(stated.range?.[0] ?? 0), path: 'format', why: otherVersion(stated.value, version) }])
  }

  const found = read(version === format ? file : olderFile(version), root, '', reading)
  if (found === undefined || reading.flaws.length > 0) return fail(inReadingOrder(reading.flaws))
  const { format: _, hash, ...strategy } = found
  const identity = identify(strategy, version)
  if (hash === identity) return ok({ strategy, reading })
  const why = `found ${hash}, expected ${identity} for this content: it was changed after it was judged; undo the change or promote the strategy again`
  return fail([{ ...place(reading.offsets.get('hash') ?? 0), path: 'hash', why }])
}

/** Checks of a whole file apply to today's format only. */
function olderFile(version: number): Group<StrategyFile> {
  const { check: _, fields, ...shape } = asOf(file, version) as Group<StrategyFile>
  const [number, ...rest] = fields
  return { ...shape, fields: [{ ...number, shape: formatNumber(version) }, ...rest] }
}

function otherVersion(found: string, expected: number): string {
  const todo =
    Number(found) < format && expected === format
      ? 'migrate it with npx tsx scripts/migrate-strategy.ts FILE'
      : 'the file was written for another version'
  return `found format ${quoted(found)}, expected ${expected}: ${todo}`
}
